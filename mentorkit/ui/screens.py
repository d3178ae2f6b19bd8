"""The screens of the app: which stage each one shows, its guiding words, its editors and the view beside them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mentorkit.errors import MentorkitError
from mentorkit.program.program import Program
from mentorkit.program.stagelist import Stage, stage_of
from mentorkit.text import Message, Text, msg
from mentorkit.ui.look import Look, shown
from mentorkit.ui.panel import Panel, Proposal
from mentorkit.ui.twin import friendly_html

__all__ = ["Screen", "Seen", "heading_html", "notes_html", "screen", "twin_of"]

View = Callable[..., Any]
People = Callable[[Program], Any]

_GUIDES: dict[str, Message] = {
    "start": msg("Read the first sentence of the map, then ask management's three questions. What is open here is the agenda of the next meeting."),
    "alternatives": msg("Say first what any solution must achieve, then score the options against that. Cost is looked at beside the value, never inside it."),
    "need": msg("One sentence for the need, a few goals, and for each goal a measure with a target and a day. What cannot be measured cannot be promised."),
    "audiences": msg("Whom do we want to develop, promote and connect, and who can mentor? Look at supply against demand before anybody is invited."),
    "pairing": msg("Decide on criteria and weights before anybody looks at a pair. Move a weight and see how many pairs change."),
    "training": msg("What mentors need to learn follows from the goals. Compare the hours of the modules with the hours people were promised."),
    "steering": msg("Name one address for every issue, and agree on what is looked at, how often and by whom. Posts stand here, not names."),
    "commitment": msg("Each promise has somebody who keeps it, a day and a proof. Whatever has no date yet is a decision to ask for."),
    "evaluation": msg("What was promised stands beside what came out. A number with an interval says how far the truth may lie from it."),
    "portfolio": msg("All programmes on one page. Name first those that need somebody's attention, with a post and a day."),
}
_NOTHING = {
    "portfolio": msg("All programmes are shown here when the app is started with the results folder of a batch: {command}", command="python -m mentorkit demo --results results"),
}


@dataclass(frozen=True)
class Screen:
    """One screen: its stage, the sections that can be edited on it, the functions that make its view from a draft, and one that fills sections in."""

    stage: Stage
    edits: tuple[str, ...] = ()
    views: tuple[View, ...] = ()
    proposal: Proposal | None = None
    proposed: tuple[str, ...] = ()
    known: Callable[..., Any] | None = None
    sign: Callable[..., Program] | None = None

    def proposal_of(self, edit: str) -> Proposal | None:
        """What fills in one of the sections, where something does."""
        return self.proposal if edit in self.proposed else None

    @property
    def key(self) -> str:
        """The key of its stage."""
        return self.stage.key


def screen(
    stage: str,
    edit: str | Sequence[str] = (),
    view: View | Sequence[View] = (),
    proposal: Proposal | None = None,
    proposed: Sequence[str] = (),
    *,
    known: Callable[..., Any] | None = None,
    sign: Callable[..., Program] | None = None,
) -> Screen:
    """A screen for :func:`app`: the editors of the sections ``edit`` beside what ``view`` makes of the draft.

    A view takes the programme, or the programme and the people of its tables. Several of each are allowed. ``proposal`` fills in the
    sections ``proposed`` when somebody asks for it; ``known`` gives the questions of the survey (both as in
    :func:`~mentorkit.ui.panel.panel`); ``sign`` signs where ``sign_off`` is edited.
    """
    edits = (edit,) if isinstance(edit, str) else tuple(edit)
    views = (view,) if callable(view) else tuple(view)
    return Screen(stage_of(stage), edits, views, proposal, tuple(proposed), known, sign)


class Seen:
    """Everything a screen shows of a draft. People are read once for each version of the file; what one view lacks never costs the others.

    All editors of a screen show the same, so the last answer is kept.
    """

    def __init__(self, screen: Screen, people: People) -> None:
        self._screen, self._people = screen, people
        self._last: tuple[Any, str, Look] | None = None

    def __call__(self, program: Program) -> Look:
        if self._last is None or self._last[1] != program.sha256 or self._last[0] != program.intent:
            looks = tuple(self._looks(program))
            together = Look("".join(look.words for look in looks), lambda: "".join(look.pictures for look in looks))
            self._last = (program.intent, program.sha256, together)
        return self._last[2]

    def _looks(self, program: Program) -> Iterator[Look]:
        said = set()
        for view in self._screen.views:
            try:
                result = view(program, self._people(program)) if _takes_people(view) else view(program)
                look = shown(program, result or None)
            except MentorkitError as error:
                look = Look(friendly_html(error, program.text))
            except Exception as error:  # a stage may not cost the others their screen
                look = Look(_alert(msg("The view could not be made ({kind}). Your file is unchanged.", kind=type(error).__name__), program.text))
            if look.words not in said:  # two views that wait for the same thing say it once
                said.add(look.words)
                yield look if look.words or look.pictures else Look(_note(_NOTHING.get(self._screen.key, msg("There is nothing to show here yet.")), program.text))


def _takes_people(view: View) -> bool:
    try:
        parameters = tuple(inspect.signature(view).parameters.values())
    except (TypeError, ValueError):
        return False
    if any(p.name == "people" for p in parameters):
        return True
    return sum(p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters) >= 2


def heading_html(screen: Screen, text: Text) -> str:
    """Number and title of the stage, its question, one paragraph that guides."""
    stage = screen.stage
    title = Markup('<h2 class="mk-heading" tabindex="-1"><bdi>{}</bdi> {}</h2>').format(f"{stage.number:02d}", text(stage.title))
    question = Markup('<p class="mk-question">{}</p>').format(text(stage.question))
    return str(title + question + Markup('<p class="mk-guide">{}</p>').format(text(_GUIDES[stage.key])))


def notes_html(screen: Screen, program: Program) -> str:
    """What stands above a screen because of the programme: another way was chosen."""
    section = program.intent.alternatives
    if screen.stage.number in range(3, 9) and section and section.decision and section.decision.otherwise:
        return _note(msg("The decision was for another way than mentoring, so this stage is not needed."), program.text)
    return ""


def twin_of(screen: Screen, program: Program, seen: Seen) -> str:
    """The screen in words: heading, what the view shows, what its sections hold."""
    values = Markup("").join(Markup(Panel(program, edit).twin) for edit in screen.edits)
    inner = Markup(heading_html(screen, program.text)) + Markup(notes_html(screen, program)) + Markup(seen(program).words) + values
    return str(Markup('<section class="mk-screen">{}</section>').format(inner))


def _note(message: Message, text: Text) -> str:
    return str(Markup('<p class="mk-words mk-open">{}</p>').format(text.plain(message)))


def _alert(message: Message, text: Text) -> str:
    return str(Markup('<div class="mk-alert" role="alert">{}</div>').format(text.plain(message)))
