"""What people decided on the proposed pairs: whether it can be so, and the exact price of every override."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.re_pairing import STANDING
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.people.returned import CRITERIA, DECISION, HAND, PAIRS, REASON, WORDS, Line, Returned, Said
from mentorkit.program.model import PairingPlan
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n

__all__ = ["Choice", "Cost", "Decisions", "Price", "approved_problems", "fingerprint", "judged", "open_pairs", "overridden", "prices"]

Kind = Literal["approve", "require", "exclude"]
_Spot = tuple[str, int | None, Message | None]  # sheet, row, heading of the column
_EXCLUDED = "excluded_pairs"
LIMIT = 50  # problems that are listed; more of them say nothing new


@dataclass(frozen=True)
class Choice:
    """One pair decided on: approved, required or excluded, with its reason."""

    kind: Kind
    mentee: str
    mentor: str
    why: str = ""


@dataclass(frozen=True)
class Cost:
    """What a change costs everybody together, found by pairing again with it.

    ``pairs`` and ``points`` (weighted sum) are lost, negative when gained. ``without`` are the mentees who then have no mentor and have one
    now, ``served`` those who then get one.
    """

    pairs: int = 0
    points: int = 0
    without: tuple[str, ...] = ()
    served: tuple[str, ...] = ()


@dataclass(frozen=True)
class Price:
    """What one override costs, taken alone."""

    choice: Choice
    cost: Cost

    @property
    def pairs(self) -> int:
        """Pairs lost."""
        return self.cost.pairs

    @property
    def points(self) -> int:
        """Points of the weighted sum lost."""
        return self.cost.points


@dataclass(frozen=True, eq=False)
class Decisions:
    """What came back, what it costs, and whether it was recorded.

    ``approved`` go to the pairs table, ``overrides`` (required and excluded pairs with their prices) to the program file. ``together`` is the price of
    all decisions at once; it need not be the sum. ``already`` counts decisions that stood before. ``published`` counts approved pairs that
    became published. ``recorded`` is false where nothing was written: because ``problems`` stand against it, there was nothing to decide, or
    it was only looked at. ``file`` is empty where there was no workbook. ``again`` says that the question was the pairing again of a running programme.
    ``weight`` is the sum of the weights: points over it are points of the score. ``waiting`` counts the required pairs, new and old, that nobody
    approved yet; ``undecided`` the proposed pairs of the workbook on which nothing was decided.
    """

    file: str = ""
    approved: tuple[Choice, ...] = ()
    overrides: tuple[Price, ...] = ()
    together: Cost = Cost()
    already: int = 0
    published: int = 0
    recorded: bool = False
    again: bool = False
    weight: int = 1
    waiting: int = 0
    undecided: int = 0
    created: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was decided."""
        return not (self.approved or self.overrides or self.published)

    def kind(self, kind: Kind) -> tuple[Price, ...]:
        """The overrides of one kind."""
        return tuple(price for price in self.overrides if price.choice.kind == kind)


def fingerprint(scores: Scores) -> str:
    """A hash of the question: people, seats, points, rules, fixed pairs, policy. A decision holds for the question it was made on."""
    whole = hashlib.sha256()
    said = (scores.mentees, scores.mentors, scores.weight, sorted(scores.required), scores.policy.model_dump_json(), [(c.id, c.weight) for c in scores.criteria])
    whole.update(repr(said).encode())
    for table in (scores.seats, scores.points):
        whole.update(np.ascontiguousarray(table, "<i8").tobytes())
    for mask in (scores.allowed, scores.enough):
        whole.update(np.packbits(mask).tobytes())
    return whole.hexdigest()


def judged(
    returned: Returned, program_id: str, pairing: Pairing, plan: PairingPlan, recorded: pd.DataFrame
) -> tuple[tuple[Choice, ...], int, tuple[Problem, ...], tuple[Warned, ...]]:
    """The new decisions, how many stood before, every problem at once, and what was noticed.

    ``recorded`` are the pairs that stand in the pairs table and count in this question (none where a running programme pairs again).
    """
    if returned.problems:
        return (), 0, returned.problems, ()
    judge = _Judge(returned, pairing, plan, recorded)
    if not returned.program:
        judge.problem("MK-T430", msg("This is not a workbook of pairs."), msg("The file pairs.xlsx that this programme wrote, saved as xlsx."), _again())
    elif returned.program != program_id:
        judge.problem("MK-T431", msg("This workbook is of another programme ({id}).", id=returned.program), msg("The workbook of this programme."), _again())
    else:
        judge.whole(current=returned.state == fingerprint(pairing.scores))
    return tuple(judge.choices), judge.already, _listed(judge.problems), tuple(judge.warnings)


def _listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """At most :data:`LIMIT` problems by sheet and row, some of every kind; then one line for each kind of which more were found."""
    ordered = sorted(problems, key=lambda one: (one.sheet == HAND, one.row or 0, one.code))
    kinds: dict[str, list[int]] = {}
    for place, one in enumerate(ordered):
        kinds.setdefault(one.code, []).append(place)
    chosen = {place for _, place in sorted(ranked for places in kinds.values() for ranked in enumerate(places))[:LIMIT]}
    left = {code: [place for place in places if place not in chosen] for code, places in sorted(kinds.items())}
    return (*(one for place, one in enumerate(ordered) if place in chosen), *(_more(ordered[places[0]], len(places)) for places in left.values() if places))


def _more(one: Problem, count: int) -> Problem:
    found = msg_n("And {n} more of this kind.", "And {n} more of this kind.", count)
    return replace(one, found=found, allowed=msg(""), cure=msg("Mend those above first, then check again."), sheet="", row=None, column="")


def approved_problems(program: Program, people: People, scores: Scores) -> tuple[Problem, ...]:
    """Approved pairs of a mentee for whom the program file requires another mentor, or who is approved twice."""
    mentors: dict[str, set[str]] = {}
    for row, column in scores.required:
        mentors.setdefault(scores.mentees[row], set()).add(scores.mentors[column])
    source = program.intent.tables.pairs
    rows = zip(people.pairs["mentee_id"], people.pairs["_row"], strict=True) if scores.approved and "_row" in people.pairs else ()
    found, allowed = msg("This mentee has another mentor by a decision: required, approved or running."), msg("Decisions that agree with each other.")
    cure = msg("Remove the required pair from the program file, or the row from the pairs table.")
    return tuple(
        Problem("MK-T437", "wrong", "pairing", found, allowed, cure, "04_pairing", file=source.file if source else "", row=int(row), column="mentee_id")
        for mentee, row in rows
        if len(mentors.get(str(mentee), ())) > 1
    )


def overridden(scores: Scores, choices: Iterable[Choice]) -> Scores:
    """The question with these pairs approved or required, and excluded."""
    rows, columns = ({same_id(person): place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    required, out = list(scores.required), np.zeros(scores.points.shape, bool)
    for choice in choices:
        place = rows[same_id(choice.mentee)], columns[same_id(choice.mentor)]
        if choice.kind == "exclude":
            out[place] = True
        elif place not in required:
            required.append(place)
    others = tuple(rule for rule in scores.rules if rule.id != _EXCLUDED)
    before = next((rule.forbidden for rule in scores.rules if rule.id == _EXCLUDED), np.zeros_like(out))
    rules = (*others, RuleMask(_EXCLUDED, _EXCLUDED, "", before | out, 0)) if (before | out).any() else others
    return replace(scores, required=tuple(required), rules=rules)


def prices(pairing: Pairing, choices: Sequence[Choice], solve: Callable[[Scores], Pairing]) -> tuple[tuple[Price, ...], Cost]:
    """The price of each override by itself, and of all decisions together, approved pairs fixed; each by solving again.

    An approved pair alone costs nothing, it is in the best pairing; beside an override it can, because it may no longer move.
    """
    overrides = [choice for choice in choices if choice.kind != "approve"]

    def cost(some: Sequence[Choice]) -> Cost:
        return _cost(pairing, solve(overridden(pairing.scores, some)))

    each = tuple(Price(choice, cost([choice])) for choice in overrides)
    return each, cost(choices) if overrides else Cost()


def _cost(before: Pairing, after: Pairing) -> Cost:
    had, has = before.mentor >= 0, after.mentor >= 0
    without, served = (tuple(before.scores.mentees[row] for row in np.flatnonzero(some)) for some in (had & ~has, has & ~had))
    return Cost(len(before.pairs) - len(after.pairs), before.total - after.total, without, served)


def open_pairs(pairing: Pairing, choices: Sequence[Choice], recorded: pd.DataFrame) -> tuple[int, int]:
    """How many required pairs nobody approved yet, and on how many proposed pairs nothing is decided, after these choices."""
    made = {kind: {_key(one.mentee, one.mentor) for one in choices if one.kind == kind} for kind in WORDS}
    standing = recorded[recorded["state"].isin(STANDING)]
    approved = made["approve"] | {_key(mentee, mentor) for mentee, mentor in zip(standing["mentee_id"], standing["mentor_id"], strict=True)}
    scores = pairing.scores
    required = made["require"] | {_key(scores.mentees[row], scores.mentors[column]) for row, column in scores.required}
    proposed = {_key(mentee, mentor) for mentee, mentor in zip(pairing.pairs["mentee"], pairing.pairs["mentor"], strict=True)}
    return len(required - approved), len(proposed - approved - required - made["exclude"])


def _key(mentee: str, mentor: str) -> tuple[str, str]:
    return same_id(str(mentee)), same_id(str(mentor))


class _Judge:
    """Goes through the lines of a returned workbook and collects choices and problems; no id of a person gets into a sentence."""

    def __init__(self, returned: Returned, pairing: Pairing, plan: PairingPlan, recorded: pd.DataFrame) -> None:
        self.returned, self.pairing, self.scores = returned, pairing, pairing.scores
        self.rows, self.columns = ({same_id(person): place for place, person in enumerate(side)} for side in (self.scores.mentees, self.scores.mentors))
        self.required, self.excluded = ({_key(pair.mentee, pair.mentor) for pair in pairs} for pairs in (plan.required_pairs, plan.excluded_pairs))
        standing = recorded[recorded["state"].isin(STANDING)]
        self.standing = {_key(mentee, mentor) for mentee, mentor in zip(standing["mentee_id"], standing["mentor_id"], strict=True)}
        self.problems: list[Problem] = []
        self.warnings: list[Warned] = []
        self.choices: list[Choice] = []
        self.already = 0

    def problem(self, code: str, found: Message, allowed: Message, cure: Message, *, at: _Spot = ("", None, None)) -> None:
        """One problem with its place in the workbook."""
        sheet, row, column = at
        heading = "" if column is None else self.returned.heading_of(column)
        self.problems.append(Problem(code, "wrong", "pairing", found, allowed, cure, "04_pairing", file=self.returned.file, sheet=sheet, row=row, column=heading))

    def whole(self, *, current: bool) -> None:
        """Every check; those that need the same question are left out when the workbook is of an older one."""
        if not current:
            found = msg("This workbook is of an older state: people, answers, weights, rules or decisions have changed since it was made.")
            self.problem("MK-T432", found, msg("A workbook made from the programme as it stands now."), _again())
        said = [one for one in self.returned.said if self._complete(one)]
        if current:
            self._unchanged()
            said = [one for one in said if self._known(one)]
        said = list(self._once(said))
        if current:
            self._possible(said)

    def _complete(self, one: Said) -> bool:
        """A known word, with the reason that an override needs."""
        if not one.word:
            words = tuple(WORDS.values()) if one.sheet == PAIRS else (WORDS["require"], WORDS["exclude"])
            found = msg("No decision stands here.") if not one.written else msg("This word is not a decision.")
            self.problem("MK-T434", found, msg("Allowed are: {allowed}.", allowed=words), msg("Choose a word from the list, or empty the line."), at=_at(one, DECISION))
            return False
        if one.sheet == HAND and one.word == "approve":
            allowed = msg("Allowed are: {allowed}.", allowed=(WORDS["require"], WORDS["exclude"]))
            self.problem("MK-T434", msg("A pair that was not proposed cannot be approved."), allowed, msg("Require the pair instead, with its reason."), at=_at(one, DECISION))
            return False
        if one.word != "approve" and not one.reason:
            self.problem("MK-T435", msg("The reason is missing."), msg("A required or excluded pair has a reason that can be defended."), msg("Write it."), at=_at(one, REASON))
            return False
        if one.holds != "words":
            found = msg("The reason is a formula.") if one.holds == "formula" else msg("The reason holds no word.")
            self.problem("MK-T435", found, msg("A reason in words."), msg("Write it in words, or empty the cell."), at=_at(one, REASON))
            return False
        return True

    def _known(self, one: Said) -> bool:
        """Both ids are those of people in this question, and in the sheet Pairs of a proposed pair."""
        if one.sheet == PAIRS:
            return True  # looked at with its line
        if not one.mentee or not one.mentor:
            self.problem(
                "MK-T436", msg("A pair of one person."), msg("A mentee and a mentor."), msg("Choose both ids from the lists, or empty the line."), at=(HAND, one.row, None)
            )
            return False
        lost = [side for side, person, known in ((msg("Mentee"), one.mentee, self.rows), (msg("Mentor"), one.mentor, self.columns)) if same_id(person) not in known]
        for side in lost:
            found = msg("An id of nobody who takes part in this pairing.")
            self.problem("MK-T436", found, msg("An id from the list."), msg("Choose it from the list."), at=(HAND, one.row, side))
        return not lost

    def _unchanged(self) -> None:
        """Ids, points and formulas of the sheet Pairs are those that went out."""
        proposed = {_key(row["mentee"], row["mentor"]): row for row in self.pairing.pairs.to_dict("records")}
        seen: dict[tuple[str, str], int] = {}
        cure = msg("Take the workbook that was made and enter the decisions there; other pairs go into the sheet {sheet}.", sheet=HAND)
        for line in self.returned.lines:
            key = _key(line.mentee, line.mentor)
            if key not in proposed:
                self.problem("MK-T433", msg("This line is not a pair that was proposed; an id was changed."), msg("The ids that went out."), cure, at=(PAIRS, line.row, None))
            elif key in seen:
                found = msg("The same pair stands in row {row} already.", row=str(seen[key]))
                self.problem("MK-T433", found, msg("Each pair once."), msg("Delete one of the two lines."), at=(PAIRS, line.row, None))
            else:
                seen[key] = line.row
                self._as_sent(line, tuple(int(proposed[key][f"part_{criterion.id}"]) for criterion in self.scores.criteria), cure)
        if self.returned.weights != tuple(criterion.weight for criterion in self.scores.criteria):
            text = msg("The weights in the sheet {sheet} were changed. That changes nothing here: weights are changed in the program file.", sheet=CRITERIA)
            self.warnings.append(Warned("MK-W431", text, "pairing", self.returned.file))

    def _as_sent(self, line: Line, points: tuple[int, ...], cure: Message) -> None:
        if line.points != points:
            self.problem("MK-T433", msg("The points of a criterion were changed."), msg("The points that went out."), cure, at=(PAIRS, line.row, None))
        if not line.formula or line.formula != line.expected:
            self.problem("MK-T433", msg("The formula of the score was changed."), msg("The formula that went out."), cure, at=(PAIRS, line.row, None))

    def _once(self, said: Iterable[Said]) -> Iterator[Said]:
        """Each pair decided on once."""
        first: dict[tuple[str, str], Said] = {}
        for one in said:
            key = _key(one.mentee, one.mentor)
            if key in first:
                other = first[key]
                found = msg("This pair is decided on already in the sheet {sheet}, row {row}.", sheet=other.sheet, row=str(other.row))
                self.problem("MK-T437", found, msg("One decision for a pair."), msg("Keep one of the two lines."), at=_at(one, DECISION))
            else:
                first[key] = one
                yield one

    def _possible(self, said: Sequence[Said]) -> None:
        """Seats, rules and what was decided before allow it all together."""
        fixed = {key: "" for key in (*self.standing, *self.required)}
        mentor_of = {mentee for mentee, _ in fixed}
        used = Counter(mentor for _, mentor in fixed)
        for one in said:
            key = _key(one.mentee, one.mentor)
            if key[0] not in self.rows or key[1] not in self.columns or not one.word:
                continue
            if self._stands(one.word, key):
                self.already += 1
                continue
            if one.word == "exclude":
                self._exclude(one, key)
            elif key in self.excluded:
                self._against(one, msg("This pair is excluded in the program file."))
            elif key not in fixed and key[0] in mentor_of:
                self._against(one, msg("This mentee has another mentor by a decision: required, approved or running."))
            else:
                self._fix(one, key, used, new=key not in fixed)
                fixed[key] = ""
                mentor_of.add(key[0])

    def _stands(self, word: Kind, key: tuple[str, str]) -> bool:
        return key in {"approve": self.standing, "require": self.required, "exclude": self.excluded}[word]

    def _exclude(self, one: Said, key: tuple[str, str]) -> None:
        if key in self.required:
            self._against(one, msg("This pair is required in the program file."))
        elif key in self.standing:
            self._against(one, msg("This pair stands in the pairs table: approved, published or running."))
        else:
            self._take(one, key)

    def _fix(self, one: Said, key: tuple[str, str], used: Counter[str], *, new: bool) -> None:
        place = self.rows[key[0]], self.columns[key[1]]
        rule = next((rule.id for rule in self.scores.rules if rule.forbidden[place]), None) if one.word == "require" else None
        if rule is not None:
            cure = msg("Take the decision back, or change the rule in the program file.")
            self.problem("MK-T438", msg("The rule '{rule}' forbids this required pair.", rule=rule), msg("A required pair keeps every rule."), cure, at=_at(one, DECISION))
            return
        used[key[1]] += new
        seats = int(self.scores.seats[place[1]])
        if used[key[1]] > seats:
            found = msg_n(
                "More pairs are fixed with this mentor than the one mentee the mentor takes.", "More pairs are fixed with this mentor than the {n} the mentor takes.", seats
            )
            allowed, cure = msg("At most as many as the mentor takes mentees."), msg("Take one of the decisions back, or raise the capacity in the mentors table.")
            self.problem("MK-T438", found, allowed, cure, at=_at(one, DECISION))
            return
        self._take(one, key)

    def _take(self, one: Said, key: tuple[str, str]) -> None:
        if one.word:
            self.choices.append(Choice(one.word, self.scores.mentees[self.rows[key[0]]], self.scores.mentors[self.columns[key[1]]], one.reason))

    def _against(self, one: Said, found: Message) -> None:
        cure = msg("Take this decision back, or first take the other one back where it stands.")
        self.problem("MK-T437", found, msg("Decisions that agree with each other."), cure, at=_at(one, DECISION))


def _at(one: Said, column: Message) -> _Spot:
    return one.sheet, one.row, column


def _again() -> Message:
    return msg("Make a new workbook with {command} and enter the decisions in its pairs.xlsx.", command="python -m mentorkit run PATH")
