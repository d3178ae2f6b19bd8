"""What a panel does when fields are changed and buttons are clicked; no kernel and no browser."""

import asyncio
import gc
import subprocess
import sys
import weakref

import ipywidgets as widgets
import pytest

from mentorkit.errors import MentorkitError, NotReady
from mentorkit.program.program import as_written, open_program, save_program
from mentorkit.text import msg
from mentorkit.ui import panel as panel_module
from mentorkit.ui.draft import Draft
from mentorkit.ui.panel import Panel, panel

VIEW = "application/vnd.jupyter.widget-view+json"


def criteria(one, row=0):
    return one.frame.form.rows[row].editor.parts


def values(leaf):
    return leaf.controls[0].value


def click(one, name):
    one.frame.buttons[name].click()


def test_change_calls_the_view_with_the_new_draft(make, told, program_file):
    """A moved weight reaches the view as a new typed programme; the file stays as it is."""
    view, before = told(), program_file.read_text()
    one = make("pairing.criteria", view=view)
    criteria(one)["weight"].controls[0].value = 8
    assert [p.intent.pairing.criteria[0].weight for p in view.programs] == [5, 8]
    assert "call 2" in one.frame.words.value
    assert one.frame.pictures.value == "<figure>picture</figure>"
    assert program_file.read_text() == before
    assert "Not saved yet" in one.line


def test_save_keeps_comments_and_order(make, program_file):
    """Saving changes the one value and keeps every comment."""
    one = make("pairing.criteria")
    before = program_file.read_text()
    criteria(one)["weight"].controls[0].value = 8
    click(one, "save")
    assert program_file.read_text() == before.replace("weight: 5", "weight: 8")
    assert "Saved in program.yaml" in one.line
    assert not one.draft.dirty


def test_untouched_defaults_are_not_written(make, program_file):
    """Only what a person touched comes into the file."""
    one = make("pairing.criteria")
    assert values(criteria(one)["unknown"]) == 50
    criteria(one)["why"].controls[0].value = "asked by all"
    click(one, "save")
    first = as_written(open_program(program_file).intent)["pairing"]["criteria"][0]
    assert first == {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5, "why": "asked by all"}


def test_blanked_field_leaves_the_file(make, program_file):
    """An optional field that is emptied is taken out of the file."""
    one = make("measures")
    target = one.frame.form.rows[0].editor.parts["target"]
    assert values(target) == "0.9"
    target.controls[0].value = ""
    click(one, "save")
    assert "target" not in as_written(open_program(program_file).intent)["measures"][0]


CHANGES = [
    ("measures", ("items",), "mood1\n\n mood2 ", ["mood1", "mood2"]),
    ("measures", ("indicator",), "left within a year", "left within a year"),
    ("measures", ("target",), "12.5", 12.5),
    ("measures", ("level",), 2, 2),
    ("measures", ("due",), "2027-10-01", "2027-10-01"),
    ("measures", ("primary",), True, True),
    ("measures", ("analysis",), "proportion", "proportion"),
    ("audiences", ("areas",), "leading\n\n planning \nwriting", ["leading", "planning", "writing"]),
    ("pairing.criteria", ("ideal",), 2.5, 2.5),
    ("pairing.criteria", ("weight",), 0, 0),
    ("pairing", ("told_to_participants",), True, True),
    ("pairing", ("decided_by",), "HR director\nunion", ["HR director", "union"]),
    ("pairing", ("policy", "minimum_score"), "40", 40),
    ("pairing", ("mismatch", "within_days"), "14", 14),
    ("schedule", ("waves", "middle"), "2027-02-01", "2027-02-01"),
    ("schedule", ("months",), "9", 9.0),
    ("schedule", ("meeting_hours",), 1.5, 1.5),
    ("costs", ("loading",), "1.1, 1.3, 1.5", [1.1, 1.3, 1.5]),
    ("costs", ("attrition",), "0.15", [0.15, 0.15, 0.15]),
    ("steering", ("flags", "silence_days"), "20, 40", [20.0, 40.0]),
    ("need", ("statement",), "People leave too early.", "People leave too early."),
    ("privacy", ("threshold",), 8, 8),
]


@pytest.mark.parametrize(("edit", "steps", "typed", "written"), CHANGES, ids=lambda v: v if isinstance(v, str) else None)
def test_every_kind_of_field_reaches_the_file(make, program_file, edit, steps, typed, written):
    """Each kind of editor writes its value in the form the file holds."""
    one = make(edit)
    here = one.frame.form
    here = here.rows[0].editor if hasattr(here, "rows") else here
    for step in steps:
        here = here.parts[step]
    here.controls[0].value = typed
    click(one, "save")
    assert "Saved" in one.line, one.line
    found = as_written(open_program(program_file).intent)
    for step in edit.split("."):
        found = found[step]
    found = found[0] if isinstance(found, list) else found
    for step in steps:
        found = found[step]
    assert found == written


def test_several_words_keep_their_written_order(make, program_file):
    """Marked words are added behind those that were written."""
    one = make("audiences.mentees")
    develop, promote, connect = one.frame.form.parts["purpose"].controls
    assert (develop.value, promote.value, connect.value) == (True, False, False)
    connect.value = True
    assert one.draft.raw["purpose"] == ["develop", "connect"]
    develop.value = False
    click(one, "save")
    assert open_program(program_file).intent.audiences.mentees.purpose == ("connect",)


def test_rows_are_added_and_removed(make, program_file):
    """A new row starts empty, is refused without its name, and is saved with it; removing takes out the right one."""
    one = make("pairing.criteria")
    one.frame.form.add.click()
    assert len(one.frame.form.rows) == 3
    heads = [w.value for w in _all(one.root) if isinstance(w, widgets.HTML)]
    assert any("Criterion 3" in value for value in heads) and not any("Criteria 3" in value for value in heads)  # one of them is named as one
    assert "mk-message" not in str([w.value for w in _all(one.root) if isinstance(w, widgets.HTML)])  # not before saving
    click(one, "save")
    assert "Nothing was saved: 2 values" in one.line
    criteria(one, 2)["id"].controls[0].value = "grade"
    criteria(one, 2)["kind"].controls[0].value = "closeness"
    click(one, "save")
    assert [c.id for c in open_program(program_file).intent.pairing.criteria] == ["development", "site", "grade"]
    one.frame.form.rows[1].remove.click()
    click(one, "save")
    assert [c.id for c in open_program(program_file).intent.pairing.criteria] == ["development", "grade"]
    assert "# wanted by the mentees" in program_file.read_text()


def test_new_row_takes_the_focus(make):
    """Focus goes to the first field of a new row, and to a neighbour of a removed one."""
    one = make("pairing.criteria")
    sent = []
    one.frame.keys.send = sent.append
    one.frame.form.add.click()
    assert sent == [{"focus": criteria(one, 2)["id"].mark}]
    one.frame.form.rows[2].remove.click()
    assert sent[1] == {"focus": criteria(one, 1)["id"].mark}


def test_entries_are_named_values(make, program_file):
    """Names and values become a mapping; a name that stands twice is refused rather than lost."""
    program_file.write_text(program_file.read_text() + "alternatives:\n  criteria: [{id: cost}, {id: fit}]\n  options: [{id: mentoring, scores: {fit: 80}}]\n")
    one = make("alternatives.options")
    scores = criteria(one)["scores"]
    scores.add.click()
    scores.rows[1].key.controls[0].value = "fit"
    scores.rows[1].editor.controls[0].value = "70"
    click(one, "save")
    assert "Nothing was saved" in one.line and "stands twice" in scores.rows[1].key.box.children[-1].value
    scores.rows[1].key.controls[0].value = "cost"
    click(one, "save")
    assert open_program(program_file).intent.alternatives.options[0].scores == {"fit": 80, "cost": 70}


def test_refused_value_is_explained_under_its_field(make, program_file):
    """A value that is not allowed gets our words under the field; saving is refused and the view keeps the last good draft."""
    before = program_file.read_text()
    one = make("measures")
    due = one.frame.form.rows[0].editor.parts["due"]
    due.controls[0].value = "2027-13-01"
    message = due.box.children[-1].value
    assert 'role="alert"' in message and "2027-13-01" in message and "year-month-day" in message and "Input should" not in message
    assert "mk-wrong" in due.box._dom_classes
    click(one, "save")
    assert "Nothing was saved: 1 value has" in one.line
    assert program_file.read_text() == before
    assert "call 1" in one.frame.words.value
    due.controls[0].value = "2027-12-01"
    assert len(due.box.children) == 1 and "mk-wrong" not in due.box._dom_classes
    assert "call 2" in one.frame.words.value


def test_condition_with_two_comparisons_is_refused_at_its_group(make):
    """An error of a whole row stands under that row."""
    one = make("audiences.mentees")
    row = one.frame.form.parts["eligible"].rows[0]
    row.editor.parts["after"].controls[0].value = "2026-01-01"
    assert "exactly one of equals" in row.editor.box.children[-1].value


def test_undo_and_redo_set_values_in_place(make):
    """Undo goes back step by step in the same widgets, so focus is not lost; redo goes forward again."""
    one = make("pairing.criteria")
    slider, site = criteria(one)["weight"].controls[0], criteria(one, 1)["weight"].controls[0]
    boxes = one.frame.form._lines.children
    slider.value = 7
    site.value = 9
    click(one, "undo")
    assert (slider.value, site.value) == (7, 2)
    click(one, "undo")
    assert (slider.value, site.value) == (5, 2)
    click(one, "undo")
    assert "nothing to undo" in one.line
    click(one, "redo")
    click(one, "redo")
    assert (slider.value, site.value) == (7, 9)
    assert one.frame.form._lines.children is boxes
    one.frame.form.rows[0].remove.click()
    assert len(one.frame.form.rows) == 1
    click(one, "undo")
    assert [values(criteria(one, n)["id"]) for n in (0, 1)] == ["development", "site"]


def test_a_slider_on_its_way_is_one_step_of_undo(program_file):
    """Quick moves of one field are one step; a later move is another."""
    now = [0.0]
    one = Panel(open_program(program_file), "pairing.criteria", clock=lambda: now[0])
    slider = criteria(one)["weight"].controls[0]
    for value in (6, 7, 8):
        slider.value = value
        now[0] += 0.1
    now[0] += 5
    slider.value = 9
    click(one, "undo")
    assert slider.value == 8
    click(one, "undo")
    assert slider.value == 5


def test_reset_is_one_step_that_undo_takes_back(make, told):
    """Reset shows what the file holds in the same widgets and in the view; Undo brings the whole draft back; without a draft it says so."""
    view = told()
    one = make("pairing.criteria", view=view)
    slider, site = criteria(one)["weight"].controls[0], criteria(one, 1)["weight"].controls[0]
    click(one, "reset")
    assert "is what the file holds" in one.line and len(view.programs) == 1
    slider.value, site.value = 8, 9
    one.frame.form.add.click()
    click(one, "reset")
    assert (slider.value, site.value, len(one.frame.form.rows)) == (5, 2, 2) and not one.draft.dirty and "Undo" in one.line
    assert [c.weight for c in view.programs[-1].intent.pairing.criteria] == [5, 2]
    click(one, "undo")
    assert (slider.value, site.value, len(one.frame.form.rows)) == (8, 9, 3) and one.draft.dirty


def test_a_view_is_drawn_again_after_saving(make, told):
    """A view that compares with the file sees the file as it was saved."""
    view = told()
    one = make("pairing.criteria", view=view)
    criteria(one)["weight"].controls[0].value = 8
    click(one, "save")
    assert view.programs[-1].sha256 == one.program.sha256 != view.programs[0].sha256 and "Saved" in one.line


def test_undo_after_reload_brings_the_draft_back(make):
    """Reload takes the file's values; what was not saved can be had back."""
    one = make("pairing.criteria")
    slider = criteria(one)["weight"].controls[0]
    slider.value = 8
    click(one, "reload")
    assert slider.value == 5 and not one.draft.dirty
    click(one, "undo")
    assert slider.value == 8


def test_file_changed_outside_is_not_overwritten(make, program_file):
    """Saving is refused after somebody else changed the file; the panel offers to keep the draft or to reload."""
    one = make("pairing.criteria")
    criteria(one)["weight"].controls[0].value = 8
    program_file.write_text(program_file.read_text().replace("name: Tiny", "name: Other"))
    click(one, "save")
    assert "was changed on disk" in one.line and 'role="alert"' in one.line
    assert "name: Other" in program_file.read_text() and "weight: 5" in program_file.read_text()
    assert "mk-hidden" not in one.frame.buttons["keep"]._dom_classes
    click(one, "keep")
    click(one, "save")
    assert "name: Other" in program_file.read_text() and "weight: 8" in program_file.read_text()
    assert "mk-hidden" in one.frame.buttons["keep"]._dom_classes


def test_file_changed_outside_and_reload(make, program_file):
    """Reload takes what the file holds now."""
    one = make("pairing.criteria")
    criteria(one)["weight"].controls[0].value = 8
    program_file.write_text(program_file.read_text().replace("weight: 5", "weight: 3"))
    click(one, "save")
    click(one, "reload")
    assert values(criteria(one)["weight"]) == 3


def test_two_panels_on_one_file(make):
    """A save in one panel is seen in the other; its view is drawn again."""
    one, other = make("pairing.criteria"), make("pairing")
    criteria(one)["weight"].controls[0].value = 8
    assert values(other.frame.form.parts["criteria"].rows[0].editor.parts["weight"]) == 5
    click(one, "save")
    assert values(other.frame.form.parts["criteria"].rows[0].editor.parts["weight"]) == 8
    assert "call 2" in other.frame.words.value
    click(other, "save")
    assert "Saved" in other.line


def test_a_dirty_draft_is_never_overwritten(make, program_file):
    """A draft of another section is carried along; one of the same section has to be decided by a person."""
    one, same, apart = make("pairing.criteria"), make("pairing"), make("measures")
    same.frame.form.parts["both_sides_say"].controls[0].value = "may_decline"
    apart.frame.form.rows[0].editor.parts["target"].controls[0].value = "0.8"
    criteria(one)["weight"].controls[0].value = 8
    click(one, "save")
    assert "saved elsewhere" in same.line and values(same.frame.form.parts["both_sides_say"]) == "may_decline"
    assert "is kept" in apart.line
    click(apart, "save")
    assert "Saved" in apart.line
    saved = open_program(program_file).intent
    assert saved.measures[0].target == 0.8 and saved.pairing.criteria[0].weight == 8 and saved.pairing.both_sides_say == "none"


def test_a_save_by_a_cell_is_seen(make, program_file):
    """Panels hear of a save that no panel made."""
    one = make("pairing.criteria")
    program = open_program(program_file)
    first, second = program.intent.pairing.criteria
    plan = program.intent.pairing.model_copy(update={"criteria": (first.model_copy(update={"weight": 1}), second)})
    save_program(program.with_intent(program.intent.model_copy(update={"pairing": plan})))
    assert values(criteria(one)["weight"]) == 1


def test_a_forgotten_panel_is_not_kept_alive(program_file):
    """Listening does not keep a panel; without widgets it goes when nobody holds it."""
    from mentorkit.program import program as program_module

    before = len(program_module._listeners)
    one = panel(open_program(program_file), "pairing.criteria")
    known = weakref.ref(one)
    assert len(program_module._listeners) == before + 1
    del one
    gc.collect()
    assert known() is None and len(program_module._listeners) == before


def test_missing_section_starts_empty_and_says_so(make, program_file):
    """A section that the file does not have is edited from nothing and appears with the first save."""
    one = make("need")
    assert "not in the file yet" in one.frame.note.value
    assert "not in the program file yet" in one.twin
    one.frame.form.parts["statement"].controls[0].value = "People leave."
    click(one, "save")
    assert open_program(program_file).intent.need.statement == "People leave."
    assert one.frame.note.value == ""


def test_broken_section_is_never_saved_over(make, program_file):
    """A section that holds something wrong is not shown as empty and saved; the lines that are wrong stand there."""
    program_file.write_text(program_file.read_text().replace("weight: 5", "weight: 50"))
    before = program_file.read_text()
    one = make("pairing.criteria")
    assert "holds something wrong" in one.frame.note.value and "50" in one.frame.note.value
    one.frame.form.add.click()
    criteria(one)["id"].controls[0].value = "x"
    criteria(one)["kind"].controls[0].value = "equal"
    click(one, "save")
    assert "Mend these lines" in one.line
    assert program_file.read_text() == before


def test_view_that_is_not_ready_says_so_in_its_place(make):
    """Friendly lines instead of a traceback, in the panel and in its twin."""

    def view(program):
        raise NotReady(msg("Pairing is not ready yet."), [], stage="pairing")

    one = make("pairing.criteria", view=view)
    assert "Pairing is not ready yet." in one.frame.words.value and 'role="alert"' in one.frame.words.value
    assert "Pairing is not ready yet." in one.twin and "Traceback" not in one.twin


def test_view_that_fails_later_leaves_one_line(make):
    """An unexpected error after a change is one line; its sentence, which could hold personal data, stands nowhere."""

    def view(program):
        if program.intent.pairing.criteria[0].weight == 8:
            raise RuntimeError("Dana Levi")
        return None

    one = make("pairing.criteria", view=view)
    criteria(one)["weight"].controls[0].value = 8
    assert "The view could not be made (RuntimeError). Your file is unchanged." in one.frame.words.value
    assert [slip.kind for slip in one.log] == ["RuntimeError"]
    assert "Dana" not in repr(one.log) + one.frame.words.value


def test_view_that_fails_at_once_is_an_error_of_the_cell(program_file):
    """A panel that cannot be made at all fails loudly, so that a batch notices."""
    with pytest.raises(ZeroDivisionError):
        panel(open_program(program_file), "pairing.criteria", lambda p: 1 / 0)


def test_every_callback_is_guarded(make):
    """No bare callback is registered: errors in callbacks are lost in JupyterLab and Voilà."""
    for edit in ("pairing", "audiences.mentees", "alternatives", "measures"):
        one = make(edit)
        seen = 0
        for widget in _all(one.root):
            handlers = list(getattr(getattr(widget, "_click_handlers", None), "callbacks", []))
            handlers += [h for kinds in widget._trait_notifiers.values() for kind in kinds.values() for h in kind]
            ours = [h for h in handlers if callable(h) and getattr(h, "__module__", "").startswith("mentorkit")]
            assert all(getattr(h, "guarded", False) for h in ours), (widget, ours)
            seen += len(ours)
        assert seen > 5


def test_error_in_a_callback_is_one_line(make, monkeypatch):
    """The line names the kind of error and says that the file is unchanged."""
    one = make("pairing.criteria")

    def broken(program):
        raise PermissionError("/home/dana/program.yaml")

    monkeypatch.setattr(panel_module, "save_program", broken)
    criteria(one)["weight"].controls[0].value = 8
    click(one, "save")
    assert "Something went wrong (PermissionError). Your file is unchanged." in one.line and 'role="alert"' in one.line
    assert "dana" not in one.line + repr(one.log)


def test_bundle_has_widget_twin_and_plain_text(make):
    """One object carries all three forms; a front end chooses."""
    bundle = make("pairing.criteria")._repr_mimebundle_()
    assert set(bundle) == {VIEW, "text/html", "text/plain"}
    assert bundle["text/plain"] == "Panel: Pairing – Criteria"
    assert "Static view: run the notebook to edit." in bundle["text/html"]


def test_twin_holds_values_and_the_same_view(make):
    """The twin shows the section's values as a table and the view's own words; figures are left to the page."""
    one = make("pairing.criteria")
    assert "development" in one.twin and 'scope="col">Weight (0-10)' in one.twin
    assert one.frame.words.value in one.twin and "<img" not in one.twin
    assert one.twin == make("pairing.criteria").twin.replace("call 2", "call 1")


def test_static_only_makes_no_widgets(program_file):
    """A run in which nobody can click shows the twin alone."""
    panel_module.static_only()
    try:
        one = panel(open_program(program_file), "pairing.criteria")
        assert set(one._repr_mimebundle_()) == {"text/html", "text/plain"} and one._frame is None
    finally:
        panel_module.static_only(False)


def test_static_only_does_not_even_load_widgets(program_file):
    """Where only the twin is shown the widget library is not imported, which a batch would pay for again and again."""
    code = f"""
import sys
from mentorkit.program.program import open_program
from mentorkit.ui.panel import panel, static_only
static_only()
panel(open_program({str(program_file)!r}), 'pairing.criteria')._repr_mimebundle_()
sys.exit(int('ipywidgets' in sys.modules or 'anywidget' in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


EVIL = "<script>alert(1)</script>"


def test_markup_in_values_is_text(make, program_file):
    """What stands in the file is shown as it is written, never as markup."""
    program_file.write_text(program_file.read_text().replace("decided_by: [HR director]", f"decided_by: ['{EVIL}']"))
    one = make("pairing", view=lambda p: None)
    assert EVIL not in one.twin and "&lt;script&gt;" in one.twin
    one.frame.form.parts["both_sides_say"].controls[0].value = "may_decline"
    assert EVIL not in "".join(w.value for w in _all(one.root) if isinstance(w, widgets.HTML))


def test_markup_in_a_refused_value_is_text(make):
    """Messages under fields escape what they quote."""
    one = make("measures")
    due = one.frame.form.rows[0].editor.parts["due"]
    due.controls[0].value = EVIL
    assert EVIL not in due.box.children[-1].value and "&lt;script&gt;" in due.box.children[-1].value


def test_hebrew_panel_runs_from_the_right(make, program_file):
    """A Hebrew programme has a right-to-left panel and twin; Latin values are isolated."""
    program_file.write_text(program_file.read_text().replace("language: en", "language: he"))
    one = make("pairing.criteria")
    assert "mk-rtl" in one.root._dom_classes
    assert '<div class="mk-twin" dir="rtl" lang="he">' in one.twin
    assert "<bdi>development</bdi>" in one.twin
    assert "משקל (0\u2060-\u206010)" in {w.description for w in _all(one.root) if isinstance(w, widgets.IntSlider)}  # a range is not broken
    assert not {"\u2068", "\u2069"} & set("".join(str(w.description) for w in _all(one.root) if hasattr(w, "description")))


def test_committee_sees_no_persons(make, program_file):
    """Required and excluded pairs are neither in the editor nor in the twin of a committee, and survive its save."""
    text = program_file.read_text().replace("  policy:", "  required_pairs: [{mentee: E104, mentor: E007}]\n  policy:")
    program_file.write_text(text)
    one = make("pairing", audience="committee", view=lambda p: None)
    assert "E104" not in one.twin and "required_pairs" not in one.frame.form.parts
    one.frame.form.parts["both_sides_say"].controls[0].value = "may_decline"
    click(one, "save")
    assert "Saved" in one.line and "E104" in program_file.read_text()
    assert "E104" not in make("pairing.required_pairs", audience="committee", view=lambda p: None).twin
    assert "E104" in make("pairing").twin


def test_only_the_newest_value_is_drawn(program_file, told):
    """While an event loop runs, quick moves are drawn once, with the newest value; words come before the picture."""
    view = told()

    async def move():
        one = panel(open_program(program_file), "pairing.criteria", view)
        slider = criteria(one)["weight"].controls[0]
        for value in (6, 7, 8, 9):
            slider.value = value
        assert len(view.programs) == 1
        await asyncio.sleep(0.1)
        return one

    one = asyncio.run(move())
    assert [p.intent.pairing.criteria[0].weight for p in view.programs] == [5, 9]
    assert "call 2" in one.frame.words.value
    one.close()


def test_a_view_may_return_several_results(make, told):
    """Several results are shown one after the other."""
    one = make("pairing.criteria", view=lambda p: (told("<p>first</p>"), told("<p>second</p>")))
    assert one.frame.words.value.index("first") < one.frame.words.value.index("second")


def test_a_result_is_shown_by_report(make):
    """A result goes through the same function that pages use."""
    from mentorkit.report.start import Card

    one = make("pairing.criteria", view=Card)
    assert 'class="mk-view"' in one.frame.words.value and "<h3>" in one.frame.words.value


def test_unknown_section_is_refused_in_words(program_file):
    """An unknown section is an error of the notebook, told in words."""
    with pytest.raises(MentorkitError, match="no section"):
        panel(open_program(program_file), "pairing.weights")


def test_draft_does_not_change_what_it_was_given(program_file):
    """A draft is a new value; the programme it began from stays as it is."""
    program = open_program(program_file)
    before = as_written(program.intent)
    draft = Draft(program, "pairing.criteria", clock=lambda: 0.0)
    draft.change([{"id": "x", "kind": "equal"}], "test")
    changed, refused = draft.checked()
    assert refused == () and changed.intent.pairing.criteria[0].id == "x"
    assert as_written(program.intent) == before


def test_rerunning_a_cell_leaves_no_ghost(program_file, monkeypatch):
    """The panel of an earlier run of the same cell is closed; another cell's panel stays."""
    from mentorkit.ui import cells

    where = ["cell-1", "run-1"]
    monkeypatch.setattr(cells, "_cell_and_run", lambda: tuple(where))
    first = panel(open_program(program_file), "pairing.criteria")
    second = panel(open_program(program_file), "pairing.criteria")  # twice in one run: both stay
    _ = first.root, second.root
    where[:] = ["cell-2", "run-2"]
    other = panel(open_program(program_file), "pairing.criteria")
    _ = other.root
    where[:] = ["cell-1", "run-3"]
    panel(open_program(program_file), "pairing.criteria")
    assert first._frame is None and second._frame is None and other._frame is not None
    other.close()


def _all(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)
