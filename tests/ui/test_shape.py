"""Every field of the program file has an editor, and its choices have words."""

import pytest

from mentorkit.errors import MentorkitError
from mentorkit.program.model import SCHEMA, ProgramFile
from mentorkit.ui.shape import shape_at, shapes_of
from mentorkit.ui.words import CHOICES

KINDS = {"text", "long", "whole", "number", "slider", "numbers", "day", "choice", "check", "yes_no", "many", "lines", "group", "rows", "entries"}


def _all(shapes, seen):
    for _, shape in shapes:
        yield shape
        if shape.value is not None:
            yield from _all([("", shape.value)], seen)
        if shape.model is not None and shape.model not in seen:
            seen.add(shape.model)
            yield from _all(shape.parts, seen)


def test_every_field_has_a_known_kind_and_a_title():
    """Whatever the model holds, an editor is known for it."""
    found = list(_all(shapes_of(ProgramFile), set()))
    assert {shape.kind for shape in found} == KINDS
    assert all(shape.title for shape in found)


def test_every_choice_has_words():
    """Each word that the file allows has a sentence of its own that can be translated, and no other has."""
    words = {c for shape in _all(shapes_of(ProgramFile), set()) for c in shape.choices if isinstance(c, str)} - {SCHEMA}
    assert words == set(CHOICES)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ("pairing.criteria", "rows"),
        ("audiences.mentees", "group"),
        ("measures", "rows"),
        ("schedule", "group"),
        ("need.drivers", "many"),
        ("need.why_now", "long"),
        ("costs.loading", "numbers"),
        ("costs.attrition", "numbers"),
        ("pairing.told_to_participants", "yes_no"),
        ("audiences.mentees.voluntary", "check"),
        ("audiences.mentees.size", "whole"),
        ("as_of", "day"),
        ("audiences.equal_access", "lines"),
        ("privacy.threshold", "slider"),
        ("pairing.policy.minimum_score", "whole"),
        ("seed", "whole"),
        ("tables.mentees.values", "entries"),
    ],
)
def test_kind_of_editor(edit, kind):
    """The type of a field decides its editor."""
    assert shape_at(edit).kind == kind


def test_bounded_whole_numbers_are_sliders():
    """A weight is moved between 0 and 10; an optional likelihood is chosen, because it may stay blank."""
    weight = dict(shape_at("pairing.criteria").parts)["weight"]
    assert (weight.kind, weight.low, weight.high, weight.default) == ("slider", 0, 10, 1)
    likelihood = dict(shape_at("commitment.risks").parts)["likelihood"]
    assert (likelihood.kind, likelihood.choices) == ("choice", (1, 2, 3))


def test_unknown_section_names_what_is_known():
    """A misspelt section is refused with the names that exist there."""
    with pytest.raises(MentorkitError, match=r"pairing\.criterion.*criteria"):
        shape_at("pairing.criterion")
    with pytest.raises(MentorkitError):
        shape_at("")


def test_conditions_inside_conditions_end():
    """The recursion of conditions ends: a condition has conditions inside, made only when added."""
    assert dict(shape_at("audiences.mentees.eligible").parts)["all_of"].kind == "rows"
