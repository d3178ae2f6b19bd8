"""What is done once before several processes start: compiling, which each of them would otherwise do for itself."""

from __future__ import annotations

__all__ = ["prepare"]


def prepare() -> bool:
    """Compile the pairing's loops and keep them; tells whether there was anything to compile.

    About ten seconds the first time on a machine, half a second later. To be called by whoever starts workers, ``make demo`` and the
    live app, before anybody waits. Nothing depends on it: a process that finds nothing kept compiles for itself.
    """
    from mentorkit.pairing.warm import warm_up

    return warm_up()
