"""Forms beside the coordinator's report, and none beside the committee's."""

import small

from mentorkit.program.program import open_program
from mentorkit.publish.numbers import numbers_of, publish_numbers


def test_only_the_coordinator_gets_the_forms(tmp_path):
    """The folder forms lies beside the coordinator's files; the committee's output has none."""
    small.program(tmp_path, "alpha")
    program = open_program(tmp_path / "alpha")
    numbers = numbers_of(program)
    for audience in ("coordinator", "committee"):
        publish_numbers(program, tmp_path / audience, audience, numbers)
    assert (tmp_path / "coordinator" / "forms" / "sign_up_mentees.docx").exists() and not (tmp_path / "committee" / "forms").exists()
