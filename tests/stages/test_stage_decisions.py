"""A returned pairs.xlsx: what was decided is recorded in three files together, or everything that stands against it is said at once."""

import datetime
import itertools
import re
from dataclasses import replace

import openpyxl
import pytest

import mentorkit as mk
from mentorkit import files
from mentorkit.errors import FileChanged, InvalidProgram, MentorkitError
from mentorkit.pairing.decisions import Choice, prices
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.residual import residual
from mentorkit.people.contacts import names_of
from mentorkit.people.returned import WORDS
from mentorkit.report.lens import lens_of
from mentorkit.report.pairs_workbook import pairs_workbook
from mentorkit.report.views import view

PROGRAM = """\
schema: mentorkit-program/1
id: small-case
name: Small case
language: en
as_of: 2026-09-01
tables:
  mentees: {{file: mentees.csv}}   # everybody who applied
  mentors: {{file: mentors.csv}}
{more}
pairing:
  # the committee's words
  criteria:
    - {{id: development, kind: coverage, mentee: wants, mentor: offers, weight: 5}}   # most of all
    - {{id: site, kind: different, column: site, weight: 2}}
  rules:
    - {{id: line, kind: not_in_line}}
"""
MENTEES = "person_id,wants,site,manager_id\nE1,data,south,M1\nE2,planning;data,north,M2\nE3,planning,north,M9\nE4,data,south,M9\n"
MENTORS = "person_id,offers,site,capacity\nM1,data,north,1\nM2,planning;data,south,1\nM3,planning,south,2\n"
CONTACTS = "person_id,name\nE1,Ada Alder\nM2,Max Maple\n"


@pytest.fixture
def folder(tmp_path):
    """``folder(more, pairs=..., log=...)`` writes a small programme."""

    def make(more="", **tables):
        here = tmp_path / "small-case"
        here.mkdir(exist_ok=True)
        named = "".join(f"  {name}: {{file: {name}.csv}}\n" for name in tables)
        (here / "program.yaml").write_text(PROGRAM.format(more=named + more), encoding="utf-8")
        for name, content in {"mentees": MENTEES, "mentors": MENTORS, **tables}.items():
            (here / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        return here

    return make


def opened(here):
    program = mk.open_program(here)
    return program, mk.read_people(program)


def sent(here, decided=(), by_hand=(), change=None):
    """The workbook as it goes out, with decisions entered: (mentee, word, reason) and (mentee, mentor, word, reason)."""
    program, people = opened(here)
    pairing = mk.pair(program, people)
    path = here / "returned.xlsx"
    path.write_bytes(pairs_workbook(pairing, lens_of(program), mk.explain(pairing), names=names_of(program), program_id=program.id))
    book = openpyxl.load_workbook(path)
    pairs, hand = book["Pairs"], book["By hand"]
    at = {cell.value: cell.column for cell in pairs[1]}
    row_of = {row[0].value: row[0].row for row in pairs.iter_rows(min_row=2)}
    for mentee, word, reason in decided:
        pairs.cell(row_of[mentee], at["Decision"], word)
        pairs.cell(row_of[mentee], at["Reason"], reason)
    for line, cells in enumerate(by_hand, start=2):
        for place, value in enumerate(cells, start=1):
            hand.cell(line, place, value)
    if change:
        change(book)
    book.save(path)
    return path


def codes(here, **more):
    program, people = opened(here)
    return [(p.code, p.sheet, p.row, p.column) for p in mk.decide(program, people, sent(here, **more), write=False).problems]


def made(here):
    program, people = opened(here)
    return {row["mentee"]: row["mentor"] for row in mk.pair(program, people).pairs.to_dict("records")}


def test_round_trip(folder):
    """Approve two, require one, exclude one, read back, pair again: the pairs are as decided, and the log has the exact prices."""
    here = folder()
    before = made(here)
    assert before == {"E1": "M2", "E2": "M3", "E3": "M3", "E4": "M1"}
    path = sent(here, [("E3", "approve", ""), ("E2", "approve", "fits well"), ("E1", "exclude", "They were a couple.")], [("E4", "M3", "require", "A wish of both")])
    program, people = opened(here)
    with pytest.raises(InvalidProgram) as caught:  # M3 takes two, both are approved
        mk.decide(program, people, path)
    assert [(p.code, p.sheet, p.row) for p in caught.value.problems] == [("MK-T438", "By hand", 2)]
    assert sorted(p.name for p in here.iterdir()) == ["mentees.csv", "mentors.csv", "program.yaml", "returned.xlsx"]

    path = sent(here, [("E3", "approve", ""), ("E2", "approve", "fits well"), ("E1", "exclude", "They were a couple.")], [("E4", "M2", "require", "A wish of both")])
    found = mk.decide(program, people, path, by="HR director")
    assert found.recorded and found.created == ("pairs.csv", "log.csv")
    text = (here / "program.yaml").read_text("utf-8")
    assert "# everybody who applied" in text and "# the committee's words" in text and "# most of all" in text
    program, people = opened(here)
    assert [(p.mentee, p.mentor, p.why) for p in program.intent.pairing.required_pairs] == [("E4", "M2", "A wish of both")]
    assert [(p.mentee, p.mentor, p.why) for p in program.intent.pairing.excluded_pairs] == [("E1", "M2", "They were a couple.")]
    assert people.pairs[["mentee_id", "mentor_id", "state", "decided_by", "why"]].fillna("").values.tolist() == [
        ["E2", "M3", "approved", "HR director", "fits well"],
        ["E3", "M3", "approved", "HR director", ""],
    ]
    again = made(here)
    assert again["E2"] == "M3" and again["E3"] == "M3" and again["E4"] == "M2" and again.get("E1") != "M2"
    shown = mk.show(program, mk.pair(program, people)).lines(program.text)
    assert any(line.startswith("2 pairs were approved by a person; they are fixed here") for line in shown)
    log = (here / "log.csv").read_text("utf-8-sig")
    assert re.findall(r"^(D\d\d),2026-09-01,decision,HR director", log, re.MULTILINE) == ["D01", "D02", "D03", "D04"]
    assert all(f"Price taken alone: {price.pairs} pair" in log and f"{price.points / found.weight / 10:.1f} points of the score" in log for price in found.overrides)
    assert mk.readiness(program, people).problems == ()


def test_prices_are_those_of_pairing_again(examples):
    """The price of each required pair is what the proven prices say, without and with solving again; of an excluded one, what the best pairing without it loses."""
    program, people = opened(examples / "ferry-2026")
    pairing = mk.pair(program, people)
    told, scores = residual(pairing), pairing.scores
    cells = [(row, column) for row in range(0, len(scores.mentees), 5) for column in range(0, len(scores.mentors), 4) if told.loss[row, column] >= 0][:12]
    for row, column in cells:
        change = told.change(row, column)
        each, together = prices(pairing, [Choice("require", scores.mentees[row], scores.mentors[column], "x")], pair_people)
        assert (each[0].pairs, each[0].points) == (change.pairs, change.points) == (together.pairs, together.points)
    row = pairing.pairs.iloc[0]
    each, _ = prices(pairing, [Choice("exclude", row["mentee"], row["mentor"], "x")], pair_people)
    assert (each[0].pairs, each[0].points) >= (0, 0)


def test_everything_wrong_is_said_at_once(folder):
    """Unknown word, missing reason, unknown id, half a pair, the same pair twice, a rule, a second mentor: each with sheet, row and column."""
    here = folder()
    found = codes(
        here,
        decided=[("E1", "perhaps", ""), ("E2", "exclude", ""), ("E3", "approve", "")],
        by_hand=[
            ("E9", "M1", "require", "x"),
            ("E4", "", "require", "x"),
            ("E3", "M3", "exclude", "x"),
            ("E1", "M1", "require", "x"),
            ("E4", "M1", "approve", ""),
            ("E4", "M1", "require", "x"),
            ("E4", "M2", "require", "x"),
        ],
    )
    assert found == [
        ("MK-T434", "Pairs", 2, "Decision"),
        ("MK-T435", "Pairs", 3, "Reason"),
        ("MK-T436", "By hand", 2, "Mentee"),
        ("MK-T436", "By hand", 3, ""),
        ("MK-T437", "By hand", 4, "Decision"),
        ("MK-T438", "By hand", 5, "Decision"),
        ("MK-T434", "By hand", 6, "Decision"),
        ("MK-T437", "By hand", 8, "Decision"),
    ]
    program, people = opened(here)
    said = str(mk.decide(program, people, here / "returned.xlsx", write=False).problems) + " ".join(
        mk.show(program, mk.decide(program, people, here / "returned.xlsx", write=False)).lines(program.text)
    )
    assert not re.search(r"\b[EM]\d\b", said)


def changed_id(book):
    book["Pairs"]["A2"] = "E4"


def changed_formula(book):
    book["Pairs"]["C3"] = 99.0


def changed_points(book):
    book["Pairs"]["F3"] = 100


def doubled(book):
    for place in range(1, 8):
        book["Pairs"].cell(6, place, book["Pairs"].cell(2, place).value)


@pytest.mark.parametrize(("change", "row"), [(changed_id, 2), (changed_formula, 3), (changed_points, 3), (doubled, 6)])
def test_ids_formulas_and_points_stay_as_they_went_out(folder, change, row):
    """A changed cell is found in its row, and nothing is recorded."""
    assert ("MK-T433", "Pairs", row, "") in codes(folder(), change=change)


def test_rows_may_be_sorted_and_left_out(folder):
    """Somebody sorts the lines and deletes those that do not matter: formulas move with their rows, and the decision counts."""

    def sort(book):
        pairs = book["Pairs"]
        cells = [[cell.value for cell in row] for row in pairs.iter_rows(min_row=2)][::-1][:3]
        pairs.delete_rows(2, 10)
        for line, row in enumerate(cells, start=2):
            for place, value in enumerate(row, start=1):
                pairs.cell(line, place, re.sub(r"(?<![$A-Za-z!])([A-Z])\d+", rf"\g<1>{line}", value) if isinstance(value, str) and value.startswith("=") else value)

    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, [("E3", "approve", "")], change=sort), write=False)
    assert found.problems == () and [(c.mentee, c.mentor) for c in found.approved] == [("E3", "M3")]


def test_a_changed_weight_is_said_and_counts_for_nothing(folder):
    """Whoever plays with weights in the workbook decides nothing by it."""

    def play(book):
        book["Criteria"]["C2"] = 9

    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, [("E3", "approve", "")], change=play), write=False)
    assert found.problems == () and [warned.code for warned in found.warnings] == ["MK-W431"]


def test_another_workbook_another_programme_an_older_state(folder):
    """Each is one sentence that says what to do; after recording, the same workbook is of an older state."""
    here = folder()
    assert codes(here, change=lambda book: book.remove(book["Origin"])) == [("MK-T430", "", None, "")]
    assert codes(here, change=lambda book: book["Origin"].__setitem__("B2", "other")) == [("MK-T431", "", None, "")]
    assert codes(here, change=lambda book: book["Pairs"].__setitem__("D1", "Something"))[0][:2] == ("MK-T430", "Pairs")
    path = sent(here, [("E3", "approve", ""), ("E1", "exclude", "")])
    (here / "mentees.csv").write_text(MENTEES.replace("E4,data", "E4,planning"), "utf-8")
    program, people = opened(here)
    assert [p.code for p in mk.decide(program, people, path, write=False).problems] == ["MK-T432", "MK-T435"]
    (here / "broken.xlsx").write_bytes(b"PK no workbook")
    assert mk.decide(program, people, here / "broken.xlsx", write=False).problems[0].code == "MK-T007"
    path = sent(here, [("E3", "approve", "")])
    assert mk.decide(program, people, path).recorded
    program, people = opened(here)
    with pytest.raises(InvalidProgram, match="older state"):
        mk.decide(program, people, path)


def test_only_looking_changes_nothing_and_no_workbook_is_no_decision(folder):
    """A notebook that runs unattended decides nothing."""
    here = folder()
    path = sent(here, [("E3", "approve", "")])
    program, people = opened(here)
    hashes = {p.name: files.file_hash(p) for p in here.iterdir()}
    assert mk.decide(program, people, path.name, write=False).approved and {p.name: files.file_hash(p) for p in here.iterdir()} == hashes
    absent = mk.decide(program, people, "pairs.xlsx", write=False)
    assert absent.nothing and "No returned workbook" in mk.show(program, absent).lines(program.text)[0]
    with pytest.raises(MentorkitError, match="There is no file"):
        mk.decide(program, people, here / "pairs.xlsx")
    committee = mk.open_program(here, audience="committee")
    with pytest.raises(MentorkitError, match="coordinator"):
        mk.decide(committee, people, path.name)
    looked = mk.decide(committee, people, path.name, write=False)
    assert looked.nothing and "coordinator" in mk.show(committee, looked).lines(program.text)[0]


def test_three_files_change_together_or_not_at_all(folder):
    """When somebody saves one of them meanwhile, none is changed, and it is said."""
    here = folder(pairs="mentee_id,mentor_id,state\n", log="id,date,kind,raised_by,text,owner,due,status\n")
    path = sent(here, [("E3", "approve", ""), ("E1", "exclude", "x")])
    program, people = opened(here)
    (here / "program.yaml").write_text((here / "program.yaml").read_text("utf-8") + "# edited\n", "utf-8")
    hashes = {p.name: files.file_hash(p) for p in here.iterdir()}
    with pytest.raises(FileChanged, match="nothing was saved"):
        mk.decide(program, people, path)
    assert {p.name: files.file_hash(p) for p in here.iterdir()} == hashes


def test_existing_tables_keep_their_rows_and_states(folder):
    """Rows of others stay to the letter; a proposed row becomes approved; publishing touches approved rows only."""
    kept = "\ufeffmentee_id;mentor_id;state;Bemerkung\r\n".encode() + b'E9;M9;"proposed";"a;b"\r\n'
    here = folder(pairs=kept + b"E3;M3;proposed;\r\n")
    (here / "mentees.csv").write_text(MENTEES + "E9,data,south,M9\n", "utf-8")
    (here / "mentors.csv").write_text(MENTORS + "M9,data,south,0\n", "utf-8")
    program, people = opened(here)
    mk.decide(program, people, sent(here, [("E3", "approve", ""), ("E4", "approve", "")]))
    assert (here / "pairs.csv").read_bytes() == kept + b"E3;M3;approved;\r\nE4;M1;approved;\r\n"
    program, people = opened(here)
    found = mk.decide(program, people, publish=True, on=datetime.date(2026, 9, 2))
    assert found.published == 2 and found.recorded and found.warnings[0].code == "MK-W432"
    assert (here / "pairs.csv").read_bytes() == kept + b"E3;M3;published;\r\nE4;M1;published;\r\n"
    program, people = opened(here)
    assert mk.decide(program, people, publish=True).nothing


def test_what_was_decided_before_is_not_decided_again(folder):
    """An approved pair cannot be excluded, its mentee gets no second mentor, and approving it once more changes nothing."""
    here = folder()
    program, people = opened(here)
    mk.decide(program, people, sent(here, [("E3", "approve", ""), ("E1", "require", "agreed")]))
    found = codes(here, decided=[("E3", "exclude", "x"), ("E1", "exclude", "x")], by_hand=[("E3", "M1", "require", "x")])
    assert [(code, sheet) for code, sheet, *_ in found] == [("MK-T437", "Pairs"), ("MK-T437", "Pairs"), ("MK-T437", "By hand")]
    program, people = opened(here)
    again = mk.decide(program, people, sent(here, [("E3", "approve", ""), ("E1", "require", "agreed")]))
    assert again.already == 2 and again.nothing and not again.recorded
    (here / "program.yaml").write_text((here / "program.yaml").read_text("utf-8").replace("mentee: E1\n", "mentee: E3\n"), "utf-8")
    with pytest.raises(InvalidProgram, match=r"MK-T437 pairs\.csv, row 2"):
        mk.pair(*opened(here))


def test_an_approved_pair_that_begins_later_stands(folder):
    """A start day after the day of the file does not undo the approval."""
    here = folder(pairs="mentee_id,mentor_id,state,started\nE3,M2,approved,2026-10-01\nE4,M1,active,2026-10-01\n")
    assert made(here)["E3"] == "M2"


def test_a_table_that_is_a_workbook_is_not_rewritten(folder):
    """The message says how to go on; nothing is recorded."""
    here = folder("  pairs: {file: people.xlsx, sheet: Pairs}\n")
    book = openpyxl.Workbook()
    book.active.title = "Pairs"
    book.active.append(["mentee_id", "mentor_id", "state"])
    book.active.append(["E1", "M3", "proposed"])
    book.save(here / "people.xlsx")
    program, people = opened(here)
    with pytest.raises(InvalidProgram, match="MK-T439"):
        mk.decide(program, people, sent(here, [("E3", "approve", "")]))


def test_a_running_programme_decides_on_new_pairs_only(folder):
    """The workbook of pairing again is the one that counts; a new pair gets the mentee's next round, and pairs of others stay."""
    pairs = "mentee_id,mentor_id,state,started,ended,round\nE1,M2,active,2026-02-01,,1\nE3,M3,ended,2026-02-01,2026-03-01,1\nE2,M1,active,2026-02-01,,1\n"
    here = folder(pairs=pairs)
    program, people = opened(here)
    again = mk.re_pair(program, people)
    assert again.pairing.pairs[["mentee", "mentor"]].values.tolist() == [["E4", "M3"]] and [u.mentee for u in again.pairing.unpaired] == ["E3"]
    path = here / "returned.xlsx"
    path.write_bytes(pairs_workbook(again.pairing, lens_of(program), program_id=program.id))
    book = openpyxl.load_workbook(path)
    book["Pairs"]["D2"] = "approve"
    book.save(path)
    found = mk.decide(program, people, path)
    assert found.again and (here / "pairs.csv").read_text("utf-8") == pairs + "E4,M3,approved,,,1\n"
    with pytest.raises(InvalidProgram, match="older state"):
        mk.decide(*opened(here), sent(here, [("E1", "approve", "")]))


def test_words_are_understood_in_both_languages(folder):
    """A workbook of a Hebrew programme can be decided on in English, and says where a cell stands in its own heading."""
    here = folder()
    text = (here / "program.yaml").read_text("utf-8").replace("language: en", "language: he")
    (here / "program.yaml").write_text(text, "utf-8")
    program, people = opened(here)
    pairing = mk.pair(program, people)
    path = here / "returned.xlsx"
    content = pairs_workbook(pairing, lens_of(program), mk.explain(pairing), program_id=program.id)
    assert content == pairs_workbook(pairing, lens_of(program), mk.explain(pairing), program_id=program.id)
    path.write_bytes(content)
    book = openpyxl.load_workbook(path)
    assert all(sheet.sheet_view.rightToLeft for sheet in book if sheet.title != "Origin")
    book["Pairs"]["D2"], book["Pairs"]["D3"] = " Approve ", program.text.plain(WORDS["approve"])
    book.save(path)
    found = mk.decide(program, people, path, write=False)
    assert found.problems == () and len(found.approved) == 2


def test_names_stand_beside_ids_for_the_coordinator(folder):
    """With contacts the sheet names both; without, it holds ids only; the lists offer ids that are there."""
    here = folder(contacts=CONTACTS)
    path = sent(here)
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["Pairs"][1]][:7] == ["Mentee", "Name of the mentee", "Mentor", "Name of the mentor", "Score", "Decision", "Reason"]
    assert [cell.value for cell in book["Pairs"][2]][:4] == ["E1", "Ada Alder", "M2", "Max Maple"]
    lists = {str(v.sqref): v.formula1 for v in book["By hand"].data_validations.dataValidation}
    assert list(itertools.islice(lists.values(), 2)) == ["People!$A$2:$A$5", "People!$C$2:$C$4"]
    assert [v.formula1 for v in book["Pairs"].data_validations.dataValidation] == ['"approve,require,exclude"']
    assert book["Origin"].sheet_state == "hidden"
    assert dict(names_of(mk.open_program(here, audience="committee"))) == {}


def test_the_page_of_decisions_hides_persons_from_the_committee(folder):
    """The committee sees counts and the price; reasons and ids are the coordinator's."""
    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, [("E3", "approve", ""), ("E1", "exclude", "secret")]), write=False)
    shown = view(found, lens_of(program))
    assert [table.key for table in shown.tables] == ["04_overrides"]
    hidden = view(found, replace(lens_of(program), audience="committee"))
    assert not hidden.tables and "secret" not in str(hidden) and "E1" not in str(hidden)


def test_each_price_is_said_alone_together_and_before_anything_is_written(folder):
    """Look and record say per override what it costs by itself, the joint price, and who then has no mentor and who gets one, in points of the score."""
    here = folder()
    (here / "mentors.csv").write_text(MENTORS.replace("M3,planning,south,2", "M3,planning,south,1"), "utf-8")
    before = made(here)
    free = next(mentee for mentee in ("E1", "E2", "E3", "E4") if mentee not in before)
    program, people = opened(here)
    tried = (mk.decide(program, people, sent(here, by_hand=[(free, mentor, "require", "agreed")]), write=False) for mentor in sorted(before.values()))
    looked, path = next(one for one in tried if not one.problems), here / "returned.xlsx"
    (price,) = looked.overrides
    assert price.pairs == 0 and price.cost.served == (free,) and len(price.cost.without) == 1 and looked.together == price.cost
    lines = mk.show(program, looked).lines(program.text)
    alone = next(line for line in lines if "taken alone" in line)
    assert "this costs 0 pairs and" in alone and f"{price.points / looked.weight / 10:.1f} points of the score" in alone
    plain = "".join(c for c in alone if c not in "\u2068\u2069")
    assert f"{price.cost.without[0]} then has no mentor. {free} then gets a mentor." in plain and any(line.startswith("All decisions together") for line in lines)
    heard = []
    mk.decide(program, people, path, tell=lambda coming: heard.append((coming.overrides, (here / "log.csv").exists())))
    assert heard == [(looked.overrides, False)] and "taken alone" in (here / "log.csv").read_text("utf-8-sig")
    program, people = opened(here)
    again = mk.decide(program, people, sent(here, [(free, "exclude", "x")]), write=False)
    assert [p.code for p in again.problems] == ["MK-T437"]


def test_what_is_still_open_is_counted(folder):
    """Required pairs that nobody approved and proposals that nobody decided on are said after recording."""
    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, [("E3", "approve", ""), ("E1", "require", "agreed")]))
    assert (found.waiting, found.undecided) == (1, 2)
    lines = mk.show(program, found).lines(program.text)
    assert any("1 required pair is not approved yet" in line for line in lines) and any("2 proposed pairs of this workbook are not decided on yet" in line for line in lines)
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, [("E1", "approve", ""), ("E2", "approve", ""), ("E4", "approve", "")]), write=False)
    assert (found.waiting, found.undecided) == (0, 0)


@pytest.mark.parametrize("name", ["By hand", "Pairs", "Origin", "Criteria"])
def test_a_sheet_that_is_not_there_is_named(folder, name):
    """A renamed sheet is refused and nothing in it ignored; capitals and blanks do not count."""
    here = folder()
    given = {"decided": [("E3", "approve", "")], "by_hand": [("E4", "M2", "require", "x")]}
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, **given, change=lambda book: setattr(book[name], "title", "Other")), write=False)
    assert [p.code for p in found.problems] == ["MK-T430"] and f"There is no sheet '{name}'" in str(found.problems[0]).replace("\u2068", "").replace("\u2069", "")
    if name != "Criteria":  # formulas name that sheet
        found = mk.decide(program, people, sent(here, **given, change=lambda book: setattr(book[name], "title", f" {name.upper()} ")), write=False)
        assert found.problems == () and len(found.approved) == len(found.overrides) == 1


@pytest.mark.parametrize("name", ["By hand", "Pairs"])
def test_headings_must_stand_in_row_1(folder, name):
    """A blank row above the headings is one sentence, not one for each heading."""
    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, change=lambda book: book[name].insert_rows(1)), write=False)
    assert [(p.code, p.sheet) for p in found.problems] == [("MK-T430", name)] and "must stand in row 1" in str(found.problems[0])
    assert "row 2" in str(found.problems[0]).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("reason", ["=A1", 7, 7.5, True, "12", "...", datetime.date(2026, 9, 1), "#REF!"])
def test_a_reason_is_words(folder, reason):
    """A formula, a bare number or a date is no reason, also not of an approved pair."""
    here = folder()
    assert codes(here, decided=[("E1", "exclude", reason), ("E3", "approve", reason)]) == [("MK-T435", "Pairs", 2, "Reason"), ("MK-T435", "Pairs", 4, "Reason")]


def test_very_many_problems_are_not_all_listed(folder):
    """At most fifty, some of every kind, then how many more of each kind."""

    def more(book):
        for line in range(10_000):
            book["Pairs"].append([f"E{line}", f"M{line}"])

    here = folder()
    program, people = opened(here)
    found = mk.decide(program, people, sent(here, by_hand=[("E9", "M1", "require", "x")], change=more), write=False).problems
    assert len(found) == 51 and {p.code for p in found} == {"MK-T433", "MK-T436"}
    assert "And 9,951 more of this kind." in str(found[-1]).replace("\u2068", "").replace("\u2069", "") and found[-1].row is None


@pytest.mark.parametrize("day", ["2026-09-01", datetime.datetime(2026, 9, 1, 12), 20260901])
def test_the_day_is_a_date_and_the_post_is_not_blank(folder, day):
    """Each is a sentence that says what is allowed; a file that is named and not there is never passed over when something is to be recorded."""
    here = folder()
    program, people = opened(here)
    path = sent(here, [("E3", "approve", "")])
    for write in (True, False):
        with pytest.raises(MentorkitError, match="must be a date"):
            mk.decide(program, people, path, on=day, write=write)
        with pytest.raises(MentorkitError, match="is blank"):
            mk.decide(program, people, path, by="  ", write=write)
    with pytest.raises(MentorkitError, match="There is no file") as caught:
        mk.decide(program, people, "pairs.xlsx")
    assert caught.value.code == "MK-T001" and not (here / "pairs.csv").exists()
