"""Wishes for nobody and styles that nobody has are noticed, not silently nothing."""

from mentorkit.pairing.scores import score_people


def test_wishes_for_nobody_are_counted(made):
    """An unknown id, one's own id and ids joined by a comma are wishes for nobody; a good one is not."""
    mentees = [{"person_id": "A", "preferences": ["M"]}, {"person_id": "B", "preferences": ["B", "X"]}, {"person_id": "C", "preferences": ["M, N"]}]
    mentors = [{"person_id": "M"}, {"person_id": "N"}]
    found = score_people(*made(mentees, mentors, pairing={"criteria": [{"id": "w", "kind": "wishes", "weight": 1}]}))
    assert [(warned.code, warned.count) for warned in found.warnings] == [("MK-W416", 3)]


def test_styles_that_nobody_has_are_named(made):
    """A mistyped style in the table fits is said; capital letters do not matter."""
    fits = {"Direct": {"calm": 100}, "direkt": {"calm": 50, "loud": 0}}
    plan = {"criteria": [{"id": "talk", "kind": "style", "weight": 1, "fits": fits}]}
    found = score_people(*made([{"person_id": "A", "style": "direct"}], [{"person_id": "M", "style": "calm"}], pairing=plan))
    assert [(warned.code, warned.count) for warned in found.warnings] == [("MK-W417", 1), ("MK-W417", 1)]
    assert [dict(warned.message.params)["styles"] for warned in found.warnings] == [("direkt",), ("loud",)]
