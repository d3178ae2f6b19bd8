"""The servers behind lab and demo: their settings, their ports, and that nothing stays when they end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mentorkit.errors import MentorkitError
from mentorkit.jupyter import demo
from mentorkit.jupyter.places import SHARE, data_place
from mentorkit.jupyter.server import HOST, Server, environment, free_port, is_free
from mentorkit.jupyter.settings import lab_settings, voila_settings

pytestmark = pytest.mark.slow  # each test starts a process of its own

ROOT = Path(__file__).resolve().parents[2]


def test_lab_settings_ask_nobody(tmp_path):
    """Loopback, no news, no updates, no other package index, and a configuration that Python can run."""
    lab_settings(tmp_path, tmp_path / "root", 8123)
    server = json.loads((tmp_path / "jupyter_server_config.json").read_text())["ServerApp"]
    lab = json.loads((tmp_path / "jupyter_lab_config.json").read_text())["LabApp"]
    overrides = json.loads((tmp_path / "labconfig" / "default_setting_overrides.json").read_text())
    assert server["ip"] == "127.0.0.1" and server["open_browser"] is False and server["root_dir"] == str(tmp_path / "root")
    assert lab["news_url"] is None and lab["extension_manager"] == "readonly" and lab["check_for_updates_class"].endswith("NeverCheckForUpdate")
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert overrides["@jupyterlab/apputils-extension:kernels-settings"]["commsOverSubshells"] == "disabled"
    compile((tmp_path / "jupyter_server_config.py").read_text(), "config", "exec")


def test_voila_settings_and_template(tmp_path):
    """Loopback, a token, our template, no code; the template names no other machine."""
    voila_settings(tmp_path, port=8123, token="secret", language="he")
    settings = json.loads((tmp_path / "voila.json").read_text())
    assert settings["Voila"]["ip"] == "127.0.0.1" and settings["Voila"]["token"] == "secret"
    assert settings["VoilaConfiguration"]["template"] == "mentorkit" and settings["VoilaConfiguration"]["strip_sources"] is True
    assert settings["MappingKernelManager"]["cull_idle_timeout"] > 0
    for path in SHARE.rglob("*"):
        assert not path.is_file() or "http" not in path.read_text("utf-8").replace("http-equiv", "")


def test_environment_is_ours(tmp_path, monkeypatch):
    """Somebody's token and settings are not used; our folder of templates comes first."""
    monkeypatch.setenv("JUPYTER_TOKEN", "theirs")
    monkeypatch.setenv("JUPYTER_PATH", "elsewhere")
    found = environment(tmp_path, data=SHARE)
    assert "JUPYTER_TOKEN" not in found and found["JUPYTER_CONFIG_DIR"] == str(tmp_path)
    assert found["JUPYTER_PATH"] == os.pathsep.join((str(SHARE), "elsewhere"))


def test_data_place_by_system(monkeypatch, tmp_path):
    """The user's own place can be named; otherwise it is in their folder."""
    monkeypatch.setenv("MENTORKIT_HOME", str(tmp_path))
    assert data_place() == tmp_path.resolve()
    monkeypatch.delenv("MENTORKIT_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "share"))
    assert data_place().name == "mentorkit"


def test_ports():
    """A wished port that is taken is an error; the usual one that is taken is passed over."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(MentorkitError, match="used by another program"):
            free_port(port, 1)
        assert free_port(None, port) != port
    assert free_port(port, 1) == port


def _module(tmp_path, code):
    (tmp_path / "tiny_server.py").write_text(code)
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}


LISTEN = """\
import socket, sys, signal, pathlib, time
heard = pathlib.Path(sys.argv[2])
def stop(*_):
    heard.write_text("asked")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    time.sleep(0.05)
"""


@pytest.mark.slow
def test_a_server_is_asked_to_end(tmp_path):
    """Leaving the context asks the server to end and waits for it; its port is free again."""
    port, heard = free_port(None, 1), tmp_path / "heard"
    with Server("tiny_server", (str(port), str(heard)), port=port, folder=tmp_path, environment=_module(tmp_path, LISTEN), log=tmp_path / "log") as server:
        server.wait_until_answering(30)
        assert server.running
    assert not server.running and heard.read_text() == "asked"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed that way on Windows")
def test_a_server_ends_with_its_killed_parent(tmp_path):
    """Even when the command is killed without warning, its server ends by itself."""
    port, heard = free_port(None, 1), tmp_path / "heard"
    parent = (
        "import sys, pathlib\nfrom mentorkit.jupyter.server import Server\n"
        "import os\nport, heard, folder = int(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])\n"
        "with Server('tiny_server', (str(port), heard), port=port, folder=folder, environment=os.environ, log=folder / 'log') as server:\n"
        "    server.wait_until_answering(30)\n    print('up', flush=True)\n    server.wait()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent, str(port), str(heard), str(tmp_path)], env=_module(tmp_path, LISTEN), stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    until = time.monotonic() + 20
    while not (heard.exists() and heard.read_text() == "asked") and time.monotonic() < until:
        time.sleep(0.1)
    assert heard.read_text() == "asked"


@pytest.mark.slow
def test_a_server_that_does_not_start_is_said(tmp_path):
    """A server that ends at once gives an error with its last line instead of waiting."""
    port = free_port(None, 1)
    with (
        Server("tiny_server", (), port=port, folder=tmp_path, environment=_module(tmp_path, "raise SystemExit('no such thing')"), log=tmp_path / "log") as server,
        pytest.raises(MentorkitError, match="no such thing"),
    ):
        server.wait_until_answering(30)


def test_live_copy_has_its_page(examples, tmp_path):
    """The folder that is served holds the copy, and the app in its language with its parameters set."""
    live = demo.live_copy(examples / "orchard-draft" / "program.yaml", tmp_path / "live", results=tmp_path)
    notebook = json.loads(live.page.read_text("utf-8"))
    parameters = next("".join(cell["source"]) for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    assert 'program_path: str = "program.yaml"' in parameters and f"programs_dir: str = {json.dumps(str(tmp_path.resolve()))}" in parameters
    assert notebook["metadata"]["title"] == "Orchard newcomers"
    assert sorted(path.name for path in live.folder.iterdir()) == ["app.ipynb", "mentees.csv", "program.yaml"]


@pytest.mark.slow
def test_check_before_a_demonstration(examples, tmp_path):
    """`demo --check` says a line for each thing, ends with 0 when all is ready, and leaves nothing behind."""
    done = _check(examples / "orchard-draft", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(":")[0].split()[0] for line in done.stdout.splitlines()] == ["Program", "Tables", "Template", "Port", "App", "Next"]
    assert list((tmp_path / "place" / "live").iterdir()) == []


@pytest.mark.slow
def test_check_finds_what_is_wrong(tmp_path):
    """`demo --check` over a file that cannot be used names every problem and ends with 2."""
    (tmp_path / "program.yaml").write_text("schema: mentorkit-program/1\nid: tiny\nname: Tiny\nlanguage: en\nseed: many\n")
    done = _check(tmp_path, tmp_path)
    assert done.returncode == 2 and "seed" in done.stderr and "Traceback" not in done.stderr


def _check(folder, tmp_path):
    command = [sys.executable, "-m", "mentorkit", "demo", str(folder), "--check"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "MENTORKIT_HOME": str(tmp_path / "place")}, cwd=ROOT, timeout=180)


@pytest.mark.parametrize("module", ["places", "workbook", "hook", "child", "server", "settings", "lab", "demo"])
def test_imports_without_posix(module):
    """Every module of the room can be imported where POSIX-only modules do not exist."""
    code = f"import sys; sys.modules.update(dict.fromkeys(('fcntl', 'resource', 'termios', 'pwd', 'grp'), None)); import mentorkit.jupyter.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
