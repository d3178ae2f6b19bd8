"""One notebook in one kernel: what is judged, what is mended between two, and that nothing is believed that was only said."""

import pytest
import small

from mentorkit.batch.engine import run_notebook, tidy
from mentorkit.batch.kernel import Kernel

pytestmark = pytest.mark.slow
GIVEN = {"program_path": "program.yaml", "output_dir": "", "audience": "committee"}
DIRTY = """\
import builtins, decimal, logging, os, sys, warnings
import matplotlib, numpy, pandas
import mentorkit
os.chdir('/'); os.environ['LEFT'] = '1'; sys.path.append('left'); builtins.left = 1; mentorkit.left = 1
pandas.set_option('display.max_rows', 3); numpy.seterr(all='raise'); decimal.getcontext().prec = 3
matplotlib.rcParams['figure.dpi'] = 33; warnings.simplefilter('ignore'); logging.getLogger().setLevel(1)
get_ipython().ast_node_interactivity = 'all'
get_ipython().display_formatter.formatters['text/html'].for_type(int, lambda value: 'left')
numpy.random.seed(5)
"""
PLOT = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 3, 2]);"
LOOK = "import os, random\n1\n(os.path.basename(os.getcwd()), os.environ.get('LEFT'), random.random(), 'left' in dir(__builtins__))"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    where = tmp_path_factory.mktemp("programme")
    (where / "kernel").mkdir()
    with Kernel(where, where / "kernel", seed=7) as running:
        yield running


@pytest.mark.parametrize(
    ("codes", "state", "cause", "lost"),
    [
        (("1 / 0", "2"), "failed", "raised", True),
        (("import sys\nsys.exit(0)", "2"), "failed", "exited", True),
        (("import sys\nsys.exit(3)",), "failed", "exited", True),
        (("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "2"), "failed", "dead", True),
        (("import os\nos._exit(0)",), "failed", "dead", True),
        (("while True:\n    pass", "2"), "failed", "timeout", True),
        (("input()",), "failed", "raised", True),
        (("from mentorkit.errors import NotReady\nraise NotReady('Pairing still needs criteria.', (), stage='pairing')",), "not_ready", "", False),
        (("from mentorkit.errors import InvalidProgram\nraise InvalidProgram('wrong', ())",), "refused", "", False),
    ],
)
def test_judged_by_what_each_cell_did(kernel, tmp_path, codes, state, cause, lost):
    """A notebook that did not run through is never done, whatever papermill says, and the next one runs in a sound kernel."""
    ran = run_notebook(small.notebook(tmp_path, "bad", *codes), GIVEN, kernel, cell_timeout=2)
    assert (ran.state, ran.cause) == (state, cause)
    assert (kernel.manager is None) == lost
    after = run_notebook(small.notebook(tmp_path, "good", "1 + 1"), GIVEN, kernel, cell_timeout=20)
    assert after.state == "done"


def test_mended_and_named_between_notebooks(kernel, tmp_path):
    """What a notebook leaves changed is put back before the next one, and its kind is named."""
    look = small.notebook(tmp_path, "look", LOOK)
    clean = tidy(run_notebook(look, GIVEN, kernel).notebook)
    assert run_notebook(small.notebook(tmp_path, "dirty", DIRTY), GIVEN, kernel).state == "done"
    after = run_notebook(look, GIVEN, kernel)
    assert set(after.dirty) >= {"builtins", "path", "cwd", "env", "warnings", "decimal", "numpy", "pandas", "rcParams", "logging", "display", "shell", "package"}
    assert tidy(after.notebook) == clean
    assert run_notebook(look, GIVEN, kernel).dirty == ()


def test_pyplot_figures_survive_clearing(kernel, tmp_path):
    """A figure drawn with pyplot appears in the second notebook as in the first, with equal bytes."""
    plot = small.notebook(tmp_path, "plot", PLOT)
    first, second = (tidy(run_notebook(plot, GIVEN, kernel).notebook) for _ in range(2))
    assert any("image/png" in output.get("data", {}) for cell in second.cells for output in cell.get("outputs", []))
    assert first == second


def test_no_trace_of_the_run_in_a_tidy_notebook(kernel, tmp_path):
    """Times, durations, random ids, absolute paths and widget views are gone."""
    ran = run_notebook(small.notebook(tmp_path, "good", "1 + 1"), GIVEN, kernel)
    words = str(tidy(ran.notebook))
    assert "papermill" not in words and "start_time" not in words and str(tmp_path) not in words
    assert [cell["id"] for cell in ran.notebook.cells] == ["top", "parameters", "injected-parameters", "code-0"]


def test_unknown_parameters_are_refused(kernel, tmp_path):
    """A parameter name that the notebook does not have is an error here, because papermill pastes names as code."""
    from mentorkit.errors import MentorkitError

    with pytest.raises(MentorkitError, match="no parameter"):
        run_notebook(small.notebook(tmp_path, "good", "1"), {"x = print(1) #": "1"}, kernel)


def test_kernels_leave_no_process(tmp_path):
    """After the end of a kernel its process and its note are gone."""
    import psutil

    (tmp_path / "kernel").mkdir()
    with Kernel(tmp_path, tmp_path / "kernel", seed=1) as running:
        running.ready()
        pid = running.pids[0]
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert not list(tmp_path.glob("kernel-*.json"))
