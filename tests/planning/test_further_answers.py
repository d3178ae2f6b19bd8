"""A column that conditions compare offers what they name, and leaves room for every other answer."""

import io
from pathlib import Path

import openpyxl

from mentorkit.planning.form_kit import kit_of
from mentorkit.planning.form_questions import Lists
from mentorkit.program.program import parse_program
from mentorkit.report.forms_files import form_text, form_workbook
from mentorkit.text import text_for

DRAFT = "schema: mentorkit-program/1\nid: x\nname: X\nlanguage: en\naudiences: {mentees: {eligible: [{column: contract, equals: full time}]}}\n"


def test_nobody_is_led_to_the_answer_that_lets_them_in():
    """Who works part time can say so on paper, in the service and in the workbook, whose drop-down only proposes."""
    form = kit_of(parse_program(DRAFT.encode(), Path("program.yaml")).intent, Lists()).form("sign_up_mentees")
    words = form_text(form, text_for("en"))
    asked = words[words.index("Contract") :]
    assert asked.index("full time") < asked.index("something else") < asked.index("\n\n")
    sheet = openpyxl.load_workbook(io.BytesIO(form_workbook(form, text_for("en"))))["mentees"]
    place = next(cell.column for cell in sheet[1] if cell.value == "Contract")
    rule = next(rule for rule in sheet.data_validations.dataValidation if next(iter(rule.sqref.ranges)).min_col == place)
    assert rule.type == "list" and not rule.showErrorMessage
