"""The widgets of a panel around its editor: title, the view beside it, buttons, one line that says what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from mentorkit.report.html import style
from mentorkit.text import Message, Text, msg
from mentorkit.ui.form import Editor
from mentorkit.ui.keys import KeyGuard
from mentorkit.ui.leaves import Kit
from mentorkit.ui.style import PANEL_CSS

__all__ = ["Frame", "line_html"]

_BUTTONS = {
    "save": msg("Save"), "undo": msg("Undo"), "redo": msg("Redo"), "reset": msg("Reset"), "reload": msg("Reload"), "keep": msg("Keep mine"),
    "propose": msg("Take over the proposal"),
}  # fmt: skip


@dataclass
class Frame:
    """Every widget that a panel speaks through."""

    root: Any
    keys: KeyGuard
    form: Editor
    note: Any
    words: Any
    pictures: Any
    status: Any
    buttons: dict[str, Any]

    def say(self, html: str) -> None:
        """Show one line, or a few, under the buttons."""
        self.status.value = html

    def offer_keep(self, offered: bool) -> None:
        """Show or hide the button that keeps the draft upon a changed file."""
        change = self.buttons["keep"].remove_class if offered else self.buttons["keep"].add_class
        change("mk-hidden")


def line_html(message: Message | str, text: Text, *, alert: bool = False) -> str:
    """One line for the status place; an alert is read out at once."""
    attributes = ("alert", "mk-alert") if alert else ("status", "mk-status")
    return str(Markup('<div role="{}" class="{}">{}</div>').format(*attributes, text.plain(message)))


def build(kit: Kit, title: str, form: Editor, does: dict[str, Callable[..., None]], *, signs: bool = False) -> Frame:
    """The frame around ``form``; ``does`` says what each button does. With ``signs`` the first of them is called Sign."""
    text = kit.text
    keys = KeyGuard(name=title, _css=PANEL_CSS + style(text))
    buttons = {}
    named = {**_BUTTONS, "save": msg("Sign")} if signs else _BUTTONS
    for name, words in ((name, words) for name, words in named.items() if name in does):
        button = kit.make(widgets.Button, *(("mk-save",) if name == "save" else ()), description=text.plain(words), tooltip=text.plain(words))
        button.on_click(kit.guard(does[name]))
        buttons[name] = button
    buttons["keep"].add_class("mk-hidden")
    note, status = kit.make(widgets.HTML, "mk-panel-note"), kit.make(widgets.HTML, "mk-panel-status")
    words_place, pictures = kit.make(widgets.HTML, "mk-panel-words"), kit.make(widgets.HTML, "mk-panel-pictures")
    bar = kit.make(widgets.HBox, "mk-bar", children=tuple(buttons.values()))
    editor = kit.box((note, kit.box((form.box,), "mk-form"), bar, status), "mk-editor")
    columns = kit.make(widgets.HBox, "mk-columns", children=(editor, kit.box((words_place, pictures), "mk-shown")))
    heading = kit.make(widgets.HTML, value=str(Markup('<div class="mk-panel-title">{}</div>').format(title)))
    classes = ("mk-panel", "mk-rtl") if text.direction == "rtl" else ("mk-panel",)
    return Frame(kit.box((keys, heading, columns), *classes), keys, form, note, words_place, pictures, status, buttons)
