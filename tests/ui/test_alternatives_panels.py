"""Mixes and the weights of groups are edited like everything else: add a row, fill it in, save; the comparison beside it follows."""

from mentorkit.program.program import open_program
from mentorkit.stages.alternatives import compare_options

SECTION = """\
alternatives:
  criteria: [{id: fit, weight: 60}, {id: soon, weight: 40}]
  options: [{id: mentoring, scores: {fit: 80, soon: 20}}, {id: course, scores: {fit: 30, soon: 70}}]
"""


def test_a_mix_is_made_in_its_panel(make, program_file):
    """Add a row, name it, tick two options: the view shows the mix first, and the file holds it after saving."""
    program_file.write_text(program_file.read_text() + SECTION)
    one = make("alternatives.mixes", view=compare_options)
    assert one.frame.form.add.description == "Add: Mix"
    one.frame.form.add.click()
    parts = one.frame.form.rows[0].editor.parts
    parts["id"].controls[0].value = "both"
    for choice, control in zip(parts["options"].shape.choices, parts["options"].controls, strict=True):
        control.value = choice in ("mentoring", "course")
    assert "One-to-one mentoring with Course" in one.frame.words.value and "The comparison is robust" in one.frame.words.value
    one.frame.buttons["save"].click()
    (mix,) = open_program(program_file).intent.alternatives.mixes
    assert (mix.id, mix.options) == ("both", ("mentoring", "course"))


def test_weights_of_a_group_are_entered_in_their_panel(make, program_file):
    """Weights are named values for each criterion; the view shows what leads for the group as soon as all are there."""
    program_file.write_text(program_file.read_text() + SECTION)
    one = make("alternatives.weightings", view=compare_options)
    assert one.frame.form.add.description == "Add: Post or group"
    one.frame.form.add.click()
    parts = one.frame.form.rows[0].editor.parts
    parts["by"].controls[0].value = "Foremen"
    for place, (criterion, weight) in enumerate((("fit", "10"), ("soon", "90"))):
        parts["weights"].add.click()
        parts["weights"].rows[place].key.controls[0].value = criterion
        parts["weights"].rows[place].editor.controls[0].value = weight
    assert "One group gave weights of its own; with them Course leads." in one.frame.words.value
    one.frame.buttons["save"].click()
    assert open_program(program_file).intent.alternatives.weightings[0].weights == {"fit": 10, "soon": 90}
