"""The flow of people, and teams that graduate together."""


def test_flow_counts_people_and_pairs(programme, evaluated):
    """Everybody in the tables, then those with a pair, by what became of the pairs."""
    tables = {
        "mentees": [("person_id", "status"), *((f"E{i}", "withdrawn" if i == 5 else "applied") for i in range(6))],
        "mentors": [("person_id", "capacity"), ("M1", 3), ("M2", 2)],
        "pairs": [
            ("mentee_id", "mentor_id", "state", "end_reason", "team"),
            ("E0", "M1", "completed", "", "T1"),
            ("E1", "M1", "completed", "", "T1"),
            ("E2", "M1", "ended", "moved away", "T2"),
            ("E3", "M2", "active", "", "T3"),
            ("E4", "M2", "proposed", "", "T4"),
        ],
    }
    flow = evaluated(programme(**tables)).flow
    counts = {step.key: (step.mentees, step.mentors, step.pairs) for step in flow.steps}
    assert counts == {
        "in_table": (6, 2, None), "not_withdrawn": (5, 2, None), "paired": (4, 2, 4), "started": (4, 2, 4), "running": (1, 1, 1),
        "completed": (2, 1, 2), "ended": (1, 1, 1),
    }  # fmt: skip
    assert flow.reasons == (("moved away", 1),)
    assert (flow.teams, flow.graduated) == (3, 1)


def test_without_pairs_only_the_tables_speak(programme, evaluated):
    """No pairs table: no line claims that somebody was paired."""
    flow = evaluated(programme(mentees=[("person_id",), ("E1",)], mentors=[("person_id",), ("M1",)])).flow
    assert [step.key for step in flow.steps] == ["in_table"]
    assert flow.teams is None
