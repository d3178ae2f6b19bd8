"""Wraps the exported stages of one programme into ``report.html`` and one page per notebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from mentorkit import files
from mentorkit.program.stagelist import Stage
from mentorkit.publish.numbers import Audience, Numbers, lens_for
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.html import blocks_html
from mentorkit.report.open_points import discreet, discreet_reason, once
from mentorkit.report.page import page
from mentorkit.stages.outcome import Outcome
from mentorkit.text import Message, Text, msg, msg_n

__all__ = ["STATE_WORDS", "StagePage", "wrap_report"]

STATE_WORDS: dict[str, Message] = {
    "done": msg("done"),
    "not_planned": msg("not planned"),
    "not_ready": msg("not ready"),
    "failed": msg("failed"),
}
_LINK = re.compile(r'<a href="(?P<name>(?P<number>\d\d)_\w+)\.html(?P<anchor>#[^"]*)?"(?P<rest>[^>]*)>(?P<words>.*?)</a>', re.S)


@dataclass(frozen=True)
class StagePage:
    """The exported notebook of one stage: an escaped fragment whose ids begin with the stage's number."""

    stage: Stage
    body: str


def wrap_report(numbers: Numbers, folder: Path, audience: Audience, pages: Sequence[StagePage]) -> None:
    """Write ``report.html`` (the four questions, what is open, a line per stage, then the stages) and one page per exported notebook."""
    from mentorkit.report.opening import opening_html
    from mentorkit.report.start import banner

    program = replace(numbers.program, audience=audience)
    lens = lens_for(numbers.program, audience)
    text = lens.text
    lines = _lines(numbers, audience)
    note = banner(program)
    there = {p.stage.notebook for p in pages}
    body = opening_html(numbers.opening, lens, {p.stage.key for p in pages}) + _opening(numbers, text, audience)
    for each in pages:
        anchor = f"s{each.stage.number:02d}"
        body += f'<section id="{anchor}" class="mk-stage">{_linked(each.body, there, inside=True)}</section>\n'
    titles = [(each.stage, f"{each.stage.number:02d} {text(each.stage.title)}") for each in pages]
    brief = [("management_brief.html", text(msg("Management brief")))] if numbers.brief is not None else []
    nav = [("#questions", text(msg("Four questions of management"))), ("#open", text(msg("What is open"))), *brief]
    nav += [(f"#s{stage.number:02d}", title) for stage, title in titles]
    name = program.intent.name
    files.write_text(folder / "report.html", page(name, body, text, lines=lines, banner=note, nav=nav, foot=_foot(), wide=True))
    for each, (stage, title) in zip(pages, titles, strict=True):
        others = [("report.html", text(msg("The whole report"))), ("report.html#open", text(msg("What is open"))), *brief]
        others += [(f"{s.notebook}.html", t) for s, t in titles if s is not stage]
        single = page(f"{name}: {title}", _linked(each.body, there, inside=False), text, lines=lines, banner=note, nav=others, foot=_foot(), wide=True)
        files.write_text(folder / f"{stage.notebook}.html", single)


def _lines(numbers: Numbers, audience: Audience) -> list[Message]:
    intent = numbers.program.intent
    lines = [msg("For the coordinator: pairs by id. Do not pass on.") if audience == "coordinator" else msg("For the steering committee: aggregates only.")]
    if intent.as_of is not None:
        lines.append(msg("As of {day}; later rows are not counted.", day=intent.as_of))
    if intent.privacy.threshold < 5:
        lines.append(msg("Groups from {n} persons on are shown, because: {why}", n=intent.privacy.threshold, why=intent.privacy.threshold_why or msg("no reason is given.")))
    return lines


def _opening(numbers: Numbers, text: Text, audience: Audience) -> str:
    blocks: list[Block] = [*_open_points(numbers, audience), _stages_table(numbers, audience)]
    return f'<section id="open"><h2>{Markup.escape(text(msg("What is open")))}</h2>{blocks_html(blocks, text, prefix="report-")}</section>\n'


def _open_points(numbers: Numbers, audience: Audience) -> list[Block]:
    from mentorkit.report.start import problems_table

    problems = once([p for outcome in numbers.outcomes for p in outcome.problems])
    if audience == "committee":
        problems = tuple(map(discreet, problems))
    blocks: list[Block] = []
    if problems:
        wrong = sum(p.kind == "wrong" for p in problems)
        missing = len(problems) - wrong
        sentence = msg_n(
            "{n} thing stops a stage: wrong {wrong}, missing {missing}.", "{n} things stop stages: wrong {wrong}, missing {missing}.", len(problems), wrong=wrong, missing=missing
        )
        blocks += [Words((sentence,), "bad" if wrong else "open"), problems_table(problems, "open_problems")]
    gaps = [gap for result in numbers.results("Readiness") for gap in result.gaps]
    if gaps:
        blocks.append(Words((msg("Not decided yet; stops nothing:"),), "plain"))
        blocks.append(Words(tuple(gap.message for gap in gaps), "open", bullets=True))
    if not blocks:
        blocks.append(Words((msg("Nothing stops a stage, and nothing is left undecided."),), "good"))
    return blocks


def _stages_table(numbers: Numbers, audience: Audience) -> Table:
    columns = (Column("stage", msg("Stage"), "id"), Column("title", msg("Title")), Column("state", msg("State")), Column("reason", msg("Why")))
    rows = tuple(_row(outcome, audience, dict(numbers.causes)) for outcome in numbers.outcomes)
    return Table("stages", msg("The stages"), columns, rows)


def _row(outcome: Outcome, audience: Audience, causes: dict[str, str]) -> tuple[object, ...]:
    reason = discreet_reason(outcome.reason, outcome.problems) if audience == "committee" and outcome.stage.key not in causes else outcome.reason
    return (f"{outcome.stage.number:02d}", outcome.stage.title, STATE_WORDS[outcome.state], reason or "")


def _foot() -> list[Message]:
    return [msg("Made by mentorkit from the program file and the tables it names. Which ones, and with which versions, is in manifest.json.")]


def _linked(body: str, there: set[str], *, inside: bool) -> str:
    """Links between notebooks: to a section inside the report, to a page beside a page, to nothing where there is none."""

    def link(found: re.Match[str]) -> str:
        if found["name"] not in there:
            return found["words"]
        target = f"#s{found['number']}" if inside else f"{found['name']}.html"
        return f'<a href="{target}"{found["rest"]}>{found["words"]}</a>'

    return _LINK.sub(link, body)
