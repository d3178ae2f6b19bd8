"""A button that writes files of a programme beside its file, with a static twin that says how to do it without a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n
from mentorkit.ui.guard import Guard
from mentorkit.ui.look import Look, shown
from mentorkit.ui.panel import is_live

__all__ = ["FormsButton", "forms_button"]

View = Callable[[Program], Any]


def forms_button(program: Program, make: View) -> FormsButton:
    """What ``make(program)`` gives as a forms kit, with a button that writes it into the folder ``forms`` beside the program file."""
    return FormsButton(program, make)


class FormsButton:
    """The kit as a view, and the button under it. ``line`` says what was written last; ``log`` lists errors caught in the click."""

    def __init__(self, program: Program, make: View) -> None:
        self._program, self._make = program, make
        self.text = program.text
        self._guard = Guard(self._slipped)
        self.log = self._guard.log
        self._kit = make(program)
        self._look: Look = shown(program, self._kit)
        self._box: Any = None
        self.line = ""

    @property
    def root(self) -> Any:
        """The outermost widget; made when it is first asked for."""
        if self._box is None:
            import ipywidgets as widgets

            self.button = widgets.Button(description=self.text.plain(_WRITE), tooltip=self.text.plain(_WRITE))
            self.button.on_click(self._guard(self._clicked))
            self._status = widgets.HTML("")
            self._box = widgets.VBox((widgets.HTML(self._look.words), self.button, self._status))
            self._box.add_class("mk-panel")
        return self._box

    @property
    def twin(self) -> str:
        """The view as HTML that needs no widget, and the command that does the same."""
        how = msg("These files are written by the command: python -m mentorkit forms {folder}", folder=self._program.folder.name)
        return str(Markup("{}<p>{}</p>").format(Markup(self._look.words), self.text(how)))

    def _clicked(self, _: Any) -> None:
        from mentorkit.report.save import save_forms

        self._kit = self._make(self._program)
        folder, written, kept = save_forms(self._program, self._kit)
        self._say(msg_n("{n} file written into the folder {folder}.", "{n} files written into the folder {folder}.", written, folder=folder.name))
        if kept:
            self._say(msg("Kept as they are, because somebody has changed them: {files}.", files=kept), more=True)

    def _slipped(self, error: Exception) -> None:
        self._say(msg("The files could not be written: {reason}.", reason=type(error).__name__))

    def _say(self, sentence: Message, *, more: bool = False) -> None:
        said = str(Markup('<div role="status" class="mk-status">{}</div>').format(self.text(sentence)))
        self.line = self.line + said if more else said
        if self._box is not None:
            self._status.value = self.line

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        live = self.root._repr_mimebundle_() if is_live() else {}
        return {**live, "text/html": self.twin, "text/plain": repr(self)}

    def __repr__(self) -> str:
        return self.text.plain(msg("Forms of the programme"))


_WRITE = msg("Write the forms into the programme's folder")
