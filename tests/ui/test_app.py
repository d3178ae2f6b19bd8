"""The app without a browser: screens, steps, saves that reach other screens, and what a stage may lack."""

import subprocess
import sys

import pytest

from mentorkit.errors import MentorkitError, NotReady
from mentorkit.program.program import open_program, save_program
from mentorkit.text import msg
from mentorkit.ui.app import app
from mentorkit.ui.screens import screen

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def make(program_file):
    """``make(screen, ...)`` is an app over the small programme."""
    made = []

    def make(*screens, **options):
        made.append(app(open_program(program_file), *screens, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def three(make, told):
    """An app of three screens with their views."""
    views = {key: told(f"<p>view of {key}</p>") for key in ("start", "need", "pairing")}
    one = make(
        screen("start", edit="commitment.agreed", view=views["start"]),
        screen("need", edit=("goals", "measures"), view=views["need"]),
        screen("pairing", edit="pairing.criteria", view=views["pairing"]),
    )
    return one, views


def weight(panel):
    return panel.frame.form.rows[0].editor.parts["weight"].controls[0]


def test_steps(three):
    """Next and back go one screen; at the ends nothing happens; the place is said in words."""
    one, _ = three
    assert one.root is one.root and one.at == 0
    one.back()
    assert one.at == 0 and "1 of 3: Start" in one._place.value and 'role="status"' in one._place.value
    one.next()
    one.next()
    one.next()
    assert one.at == 2 and "3 of 3: Pairing" in one._place.value
    seen = ["mk-hidden" not in box._dom_classes for box in one._places]
    assert seen == [False, False, True]
    assert ["mk-here" in button._dom_classes for button in one._jumps] == seen
    assert "mk-off" in one._next._dom_classes and "mk-off" not in one._back._dom_classes


def test_buttons(three):
    """The buttons of the list jump, next and back step, and every callback goes through the guard."""
    one, _ = three
    _ = one.root
    one._jumps[2].click()
    assert one.at == 2
    one._back.click()
    assert one.at == 1
    one._next.click()
    assert one.at == 2
    for button in (*one._jumps, one._back, one._next, one._type):
        assert all(getattr(callback, "guarded", False) for callback in button._click_handlers.callbacks)


def test_screens_are_made_when_first_shown(three):
    """Nothing is made for a screen before it is shown, and one editor of it at a time."""
    one, views = three
    _ = one.root
    assert len(one.panels) == 1 and views["need"].programs == []
    one.next()
    assert [panel.edit for panel in one.panels] == ["commitment.agreed", "goals"]
    one._pages[1]._buttons[1].click()
    assert [panel.edit for panel in one.panels] == ["commitment.agreed", "goals", "measures"]
    assert len(views["need"].programs) == 1  # both editors show the same


def test_a_save_reaches_screens_made_before_and_after(three, program_file):
    """What is saved on one screen is shown on the others; a hidden one is drawn when it is seen again."""
    one, views = three
    one.show(1)
    one.show(2)
    panel = one.panels[-1]
    before = len(views["need"].programs)
    weight(panel).value = 9
    panel.frame.buttons["save"].click()
    assert open_program(program_file).intent.pairing.criteria[0].weight == 9
    assert len(views["need"].programs) == before
    one.show(1)
    assert views["need"].programs[-1].intent.pairing.criteria[0].weight == 9
    one.show(0)
    assert one.program.intent.pairing.criteria[0].weight == 9


def test_a_save_elsewhere_is_taken_over(three, program_file):
    """A file saved by another page or program is read at the next step, and when a page has been drawn."""
    one, views = three
    _ = one.root
    path = program_file
    path.write_text(path.read_text().replace("weight: 5", "weight: 3"))
    one.next()
    assert one.program.intent.pairing.criteria[0].weight == 3
    assert views["need"].programs[-1].intent.pairing.criteria[0].weight == 3
    path.write_text(path.read_text().replace("weight: 3", "weight: 4"))
    one._keys._handle_msg({"content": {"data": {"method": "custom", "content": {"here": True}}}, "buffers": []})
    assert one.program.intent.pairing.criteria[0].weight == 4 and one.log == []


def test_what_a_view_lacks_stays_in_its_place(make):
    """A view that is not ready, wrong or broken says so in a sentence; the others on the screen and the editor stay."""

    def waits(program):
        raise NotReady(msg("It waits for {what}.", what="goals"), stage="need")

    def breaks(program):
        raise ZeroDivisionError

    class Fine:
        def _repr_html_(self):
            return "<p>fine</p>"

    one = make(screen("need", edit="goals", view=(waits, breaks, lambda program: Fine(), waits)), screen("portfolio", view=lambda program: ""))
    _ = one.root
    words = one.panels[0].frame.words.value
    assert words.count("It waits for") == 1 and "ZeroDivisionError" in words and "<p>fine</p>" in words
    assert one.panels[0].frame.form is not None
    one.next()
    assert "results folder of a batch" in one._places[1].children[2].value


def test_people_are_read_once_for_each_version(make, program_file):
    """A view with two arguments gets the people of the tables; they are read again only when the file was saved."""
    reads, got = [], []

    def people(program):
        reads.append(program.sha256)
        return f"people {len(reads)}"

    def both(program, people):
        got.append(people)

    one = make(screen("audiences", edit="audiences", view=both), screen("pairing", edit="pairing.criteria", view=(both, lambda program: None)), people=people)
    _ = one.root
    one.next()
    weight(one.panels[-1]).value = 8
    assert got == ["people 1"] * 3 and len(reads) == 1
    save_program(one.panels[-1].draft.checked()[0])
    one.show(0)
    assert got[-1] == "people 2" and len(reads) == 2


def test_people_that_cannot_be_read_are_said_on_each_screen(make):
    """A wrong table costs the views that need it, with its list, and nothing else."""
    reads = []

    def people(program):
        reads.append(program)
        raise MentorkitError(msg("The tables of {file} cannot be used:", file="x"))

    one = make(screen("audiences", view=lambda program, people: None), screen("pairing", view=lambda program, people: None), people=people)
    _ = one.root
    one.next()
    assert all("cannot be used" in box.children[2].value for box in one._places) and len(reads) == 1


def test_decided_otherwise_is_said_on_later_screens(make, program_file):
    """After a decision for another way than mentoring the later screens say so; the editors are still there."""
    program_file.write_text(program_file.read_text() + "alternatives:\n  decision: {chosen: course, reason: quicker}\n")
    one = make(screen("need", edit="goals"), screen("pairing", edit="pairing.criteria"))
    one.show(1)
    assert "another way than mentoring" in one._pages[1]._note.value and "another way" not in one._pages[0]._note.value
    assert one.panels[-1].edit == "pairing.criteria"


def test_banner_until_management_has_agreed(three, program_file):
    """The line about management stands above every screen, and goes when the dates are saved."""
    one, _ = three
    _ = one.root
    assert "Management has not yet agreed" in one._program_line.value
    text = program_file.read_text() + "commitment:\n  agreed: {goals: 2026-01-01, process: 2026-01-01, outputs: 2026-01-01}\n"
    program_file.write_text(text)
    one.next()
    assert "Management" not in one._program_line.value


def test_large_type_is_one_class(three):
    """Large type is a class on the root, and a button takes it away."""
    one, _ = three
    assert "mk-room" in one.root._dom_classes
    one._type.click()
    assert "mk-room" not in one.root._dom_classes and one._type.description == "Large type"


def test_twin_shows_all_screens(three):
    """Where there is no widget all screens stand one below the other in words."""
    one, _ = three
    bundle = one._repr_mimebundle_()
    assert set(bundle) >= {VIEW, "text/html", "text/plain"}
    html = bundle["text/html"]
    assert html.count('<section class="mk-screen">') == 3 and html.count("<h2") == 3
    assert html.index("view of start") < html.index("Need and goals") < html.index("view of need") < html.index("view of pairing")
    assert "development" in html and bundle["text/plain"] == "App: Tiny"


def test_a_hebrew_programme_stands_from_the_right(make, program_file):
    """The root and the twin carry the direction and the language."""
    program_file.write_text(program_file.read_text().replace("language: en", "language: he"))
    one = make(screen("start", edit="commitment.agreed"))
    assert "mk-rtl" in one.root._dom_classes and one._keys.direction == "rtl" and one._keys.language == "he"
    assert '<div class="mk-app-twin" dir="rtl" lang="he">' in one.twin


def test_no_widget_where_nobody_clicks(program_file):
    """In a batch only the twin is made."""
    code = (
        "from mentorkit.ui.panel import static_only; static_only()\n"
        "from mentorkit.ui.app import app; from mentorkit.ui.screens import screen; from mentorkit.program.program import open_program\n"
        f"one = app(open_program({str(program_file)!r}), screen('pairing', edit='pairing.criteria'))\n"
        "import sys; print(sorted(one._repr_mimebundle_()), 'ipywidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['text/html', 'text/plain'] False"
