"""The command line: thin commands, each one call."""

from mentorkit.cli.commands import Start, app, main

__all__ = ["Start", "app", "main"]
