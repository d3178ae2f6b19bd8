"""Through which eyes a result is shown: the language, who reads it, and the smallest group that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentorkit.program.program import Program
from mentorkit.text import Text

__all__ = ["Lens", "lens_of"]

STRICTEST = 20


@dataclass(frozen=True)
class Lens:
    """``audience`` coordinator sees pairs and ids; committee sees aggregates only. ``threshold`` counts respondents."""

    text: Text
    audience: Literal["coordinator", "committee"] = "coordinator"
    threshold: int = 5

    @property
    def coordinator(self) -> bool:
        """Whether persons may be told apart in what is shown."""
        return self.audience == "coordinator"


def lens_of(program: Program) -> Lens:
    """The lens a programme asks for."""
    # a threshold that cannot be read is taken as the strictest one
    threshold = STRICTEST if "privacy" in program.broken else program.intent.privacy.threshold
    return Lens(program.text, program.audience, threshold)
