"""Stage 04 live: the pairing of a draft beside that of the saved file, quick enough to follow a slider."""

from __future__ import annotations

from mentorkit.errors import MentorkitError
from mentorkit.pairing.large import NotAtThisSize
from mentorkit.pairing.moving import KnownPoints, Moved, moved, new_weights
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.scores import Scores
from mentorkit.people.people import People, read_people
from mentorkit.program.checks import require
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program, open_program
from mentorkit.stages.pairing import score

__all__ = ["LivePairing", "live_pairing"]


class LivePairing:
    """Called with a draft: what it moves, in the numbers of ``pair``. New weights keep every point and mask, other drafts their criteria."""

    _last: tuple[ProgramFile, Scores] | None
    _file: tuple[str, Pairing | None]

    def __init__(self, program: Program, people: People | None) -> None:
        self._program, self._people = program, people
        self._forget()

    def __call__(self, program: Program, people: People | None = None) -> Moved | NotAtThisSize:
        people = people or self._people or read_people(self._program)
        if people is not self._people:
            self._people = people
            self._forget()
        scores = self._scores(program, people)
        if self._file[0] != program.sha256:
            self._file = (program.sha256, self._saved(program, people))
        return scores if isinstance(scores, NotAtThisSize) else moved(pair_people(scores), self._file[1])

    def _forget(self) -> None:
        self._known, self._last, self._file = KnownPoints(), None, ("", None)

    def _scores(self, program: Program, people: People) -> Scores | NotAtThisSize:
        weights = new_weights(self._last[0], program.intent) if self._last else None
        if self._last is None or weights is None:
            scores = score(program, people, judge=self._known)
            self._last = (program.intent, scores) if isinstance(scores, Scores) else None
            return scores
        require(program, "pairing")
        return self._last[1].weighed(weights)

    def _saved(self, program: Program, people: People) -> Pairing | None:
        try:
            saved = self._program if self._program.sha256 == program.sha256 else open_program(program.path)
            scores = self._scores(saved, people)
            return pair_people(scores) if isinstance(scores, Scores) and saved.sha256 == program.sha256 else None
        except MentorkitError:  # a file that gives no pairing: there is nothing to compare with
            return None


def live_pairing(program: Program, people: People | None = None) -> LivePairing:
    """A view for ``mk.panel(program, edit="pairing", view=...)``: the draft is paired again; what changes against the saved file comes first."""
    return LivePairing(program, people)
