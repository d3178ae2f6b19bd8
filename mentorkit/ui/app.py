"""The app: all stages as screens of one page, with next and back; for a room with a projector, with a static twin.

Every screen is made when it is first shown. Panels save to the program file as they do in a notebook, and hear of each other.
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from mentorkit.errors import MentorkitError
from mentorkit.program.program import Program, on_saved, open_program
from mentorkit.report.html import style
from mentorkit.report.start import banner
from mentorkit.text import Message, msg
from mentorkit.ui.cells import replace_older
from mentorkit.ui.guard import Guard
from mentorkit.ui.look import later
from mentorkit.ui.panel import Panel, is_live
from mentorkit.ui.screens import Screen, Seen, heading_html, notes_html, twin_of

__all__ = ["App", "app"]

_WARM_AFTER = 0.05  # seconds, in which a click comes first


def app(program: Program, *screens: Screen, people: Callable[[Program], Any] | None = None, room: bool = True) -> App:
    """All ``screens`` (see :func:`screen`) as one page with next, back and a list to jump; ``room`` is large type.

    ``people(program)`` reads the people for the views that need them; it is called once for each version of the file.
    """
    return App(program, screens, people, room=room)


class App:
    """The screens over one program file. ``at`` is the place of the screen that is shown, from 0."""

    def __init__(self, program: Program, screens: tuple[Screen, ...], people: Callable[[Program], Any] | None, *, room: bool) -> None:
        self.program, self.text, self.screens = program, program.text, screens
        self.at, self.room = 0, room
        self._people, self._read = people, ("", _nobody)
        self._seen = tuple(Seen(one, self._people_of) for one in screens)
        self._pages: dict[int, _Page] = {}
        self._guard = Guard(self._slipped)
        self.log = self._guard.log
        self._root: Any = None
        self._stop = _listen(self)
        replace_older(self, str(program.path), "app")

    @property
    def root(self) -> Any:
        """The outermost widget; made when it is first asked for."""
        if self._root is None:
            self._build()
        return self._root

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels that were made so far."""
        return tuple(panel for page in self._pages.values() for panel in page.panels.values())

    @property
    def twin(self) -> str:
        """All screens one below the other, in words, as HTML that needs no widget."""
        parts = Markup("").join(Markup(twin_of(one, self.program, seen)) for one, seen in zip(self.screens, self._seen, strict=True))
        frame = '<div class="mk-app-twin" dir="{}" lang="{}"><style>{}</style>{}{}</div>'
        return str(Markup(frame).format(self.text.direction, self.text.language, Markup(style(self.text)), Markup(self._head()), parts))

    def show(self, at: int) -> None:
        """Show the screen at a place; beyond the ends nothing happens. What others saved in the meantime is read first."""
        if not 0 <= at < len(self.screens):
            return
        _ = self.root
        self._read_again()
        if self.at in self._pages:
            self._pages[self.at].rest(True)
        self.at = at
        for place, box in enumerate(self._places):
            _switch(box, "mk-hidden", place != at)
        self._mark()
        page = self._pages.get(at)
        if page is None:
            page = self._pages[at] = _Page(self, at)
            self._places[at].children = page.children
        page.rest(False)

    def next(self) -> None:
        """One screen on."""
        self.show(self.at + 1)

    def back(self) -> None:
        """One screen back."""
        self.show(self.at - 1)

    def close(self) -> None:
        """Stop listening and let go of the widgets."""
        self._stop()
        for panel in self.panels:
            panel.close()
        if self._root is not None:
            self._root.close()
            self._root = None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        live = self.root._repr_mimebundle_() if is_live() else {}
        return {**live, "text/html": self.twin, "text/plain": repr(self)}

    def __repr__(self) -> str:
        return self.text.plain(msg("App: {name}", name=self.program.intent.name))

    # ---- what the screens need

    def seen(self, at: int) -> Seen:
        """The view of the screen at a place."""
        return self._seen[at]

    def guarded(self, callback: Callable[..., None]) -> Callable[..., None]:
        """A callback whose errors are shown and never lost."""
        return self._guard(callback)

    def _people_of(self, program: Program) -> Any:
        """People as the tables of the saved file say, read once for each version of it; an error is raised each time."""
        if self._people is None:
            raise MentorkitError(msg("This view needs the people, and the app was made without people=mk.read_people."), code="MK-E011")
        if self._read[0] != program.sha256:
            self._read = (program.sha256, _reading(self._people, program))
        return self._read[1]()

    # ---- what others do to the file

    def _read_again(self) -> None:
        """Another page, kernel or program may have saved the file: panels take it over, drafts stay."""
        try:
            if hashlib.sha256(self.program.path.read_bytes()).hexdigest() == self.program.sha256:
                return
            self._saved(open_program(self.program.path, audience=self.program.audience))
        except (MentorkitError, OSError):
            return  # the panels say so when something is saved
        for panel in self.panels:
            panel.read_again(self.program)

    def _saved(self, program: Program) -> None:
        self.program = program
        if self._root is not None:
            self._program_line.value = self._head()
            for page in self._pages.values():
                page.note()

    # ---- widgets

    def _build(self) -> None:
        import ipywidgets as widgets

        from mentorkit.ui.appkeys import APP_CSS, AppKeys

        say = self.text.plain
        css = APP_CSS + style(self.text)
        self._keys = AppKeys(_css=css, direction=self.text.direction, language=self.text.language, at=self.at)
        self._keys.on_msg(self._guard(lambda *_: self._read_again()))
        self._program_line = widgets.HTML(self._head())
        self._place = widgets.HTML()
        self._back, self._next = self._button(msg("Back"), self.back), self._button(msg("Next"), self.next, "mk-next")
        self._type = self._button(msg("Normal type") if self.room else msg("Large type"), self._other_type, "mk-type")
        self._status = widgets.HTML()
        steps = widgets.HBox((self._back, self._next, self._place, self._type), _dom_classes=("mk-steps",))
        self._jumps = tuple(self._button(f"{one.stage.number:02d} {say(one.stage.title)}", self._to(at)) for at, one in enumerate(self.screens))
        jump = widgets.HBox(self._jumps, _dom_classes=("mk-jump",))
        self._places = tuple(widgets.VBox(_dom_classes=("mk-screen",)) for _ in self.screens)
        # all screens stay in the page and the style sheet hides all but one: the fastest way from one to the next
        screens = widgets.VBox(self._places, _dom_classes=("mk-screens",))
        classes = ("mk-app", *(("mk-rtl",) if self.text.direction == "rtl" else ()), *(("mk-room",) if self.room else ()))
        self._root = widgets.VBox((self._keys, self._program_line, steps, jump, self._status, screens), _dom_classes=classes)
        self.show(self.at)
        if _has_loop():
            later(self._guard(lambda: self._warm(0)), _WARM_AFTER)

    def _warm(self, at: int) -> None:
        """Draw the pictures of one screen after the other while nobody asks for anything, so that each is there when it is shown."""
        if at < len(self.screens) and self._root is not None:
            _ = self._seen[at](self.program).pictures
            later(self._guard(lambda: self._warm(at + 1)), _WARM_AFTER)

    def _button(self, words: Message | str, does: Callable[[], None], *classes: str) -> Any:
        import ipywidgets as widgets

        words = words if isinstance(words, str) else self.text.plain(words)
        button = widgets.Button(description=words, tooltip=words, _dom_classes=classes)
        button.on_click(self._guard(lambda _: does()))
        return button

    def _to(self, at: int) -> Callable[[], None]:
        return lambda: self.show(at)

    def _mark(self) -> None:
        """Say where one is: in words, on the buttons, and to the script that tells people who do not see."""
        one, n = self.screens[self.at].stage, len(self.screens)
        place = msg("{n} of {m}: {title}", n=self.at + 1, m=n, title=one.title)
        self._place.value = str(Markup('<div class="mk-place" role="status">{}</div>').format(self.text.plain(place)))
        for at, button in enumerate(self._jumps):
            _switch(button, "mk-here", at == self.at)
        _switch(self._back, "mk-off", self.at == 0)
        _switch(self._next, "mk-off", self.at == n - 1)
        self._keys.at = self.at

    def _other_type(self) -> None:
        self.room = not self.room
        _switch(self.root, "mk-room", self.room)
        words = self.text.plain(msg("Normal type") if self.room else msg("Large type"))
        self._type.description = self._type.tooltip = words

    def _head(self) -> str:
        """The programme's name, and the line that stands there until management has agreed."""
        name = Markup('<div class="mk-program">{}</div>').format(self.program.intent.name)
        note = banner(self.program)
        return str(name + (Markup('<p class="mk-words mk-open">{}</p>').format(self.text.plain(note)) if note else Markup("")))

    def _slipped(self, error: Exception) -> None:
        words = self.text.plain(msg("Something went wrong ({kind}). Go to another screen and come back, or reload the page.", kind=type(error).__name__))
        if self._root is not None:
            self._status.value = str(Markup('<div class="mk-alert" role="alert">{}</div>').format(words))


class _Page:
    """The widgets of one screen: heading, one editor after the other by buttons, each made when it is first shown."""

    def __init__(self, app: App, at: int) -> None:
        import ipywidgets as widgets

        self._app, self._screen, self._seen = app, app.screens[at], app.seen(at)
        self.panels: dict[int, Panel] = {}
        self._at = 0
        heading = widgets.HTML(heading_html(self._screen, app.text))
        self._note = widgets.HTML()
        self.note()
        edits = self._screen.edits
        if not edits:
            look = self._seen(app.program)
            self.children: tuple[Any, ...] = (heading, self._note, widgets.HTML(look.words), widgets.HTML(look.pictures))
            return
        self._parts = tuple(widgets.VBox(_dom_classes=("mk-part",)) for _ in edits)
        self._buttons = tuple(app._button(_last_title(edit, app), self._to(place)) for place, edit in enumerate(edits))
        choose = (widgets.HBox(self._buttons, _dom_classes=("mk-parts",)),) if len(edits) > 1 else ()
        self.children = (heading, self._note, *choose, *self._parts)
        self._choose(0)

    def note(self) -> None:
        """Say what stands above the screen because of the programme."""
        self._note.value = notes_html(self._screen, self._app.program)

    def rest(self, resting: bool) -> None:
        """While the screen is not seen nothing of it is drawn again."""
        for place, panel in self.panels.items():
            panel.rest(resting or place != self._at)

    def _to(self, place: int) -> Callable[[], None]:
        return lambda: self._choose(place)

    def _choose(self, place: int) -> None:
        self._at = place
        for other, box in enumerate(self._parts):
            _switch(box, "mk-hidden", other != place)
        if place not in self.panels:
            edit, one = self._screen.edits[place], self._screen
            sign = one.sign if edit == "sign_off" else None
            panel = self.panels[place] = Panel(self._app.program, edit, self._seen, one.proposal_of(edit), known=one.known, sign=sign)
            self._parts[place].children = (panel.root,)
        for other, button in enumerate(self._buttons):
            _switch(button, "mk-here", other == place)
        self.rest(False)


def _last_title(edit: str, app: App) -> str:
    from mentorkit.ui.shape import shape_at

    return app.text.plain(shape_at(edit).title)


def _switch(widget: Any, name: str, on: bool) -> None:
    (widget.add_class if on else widget.remove_class)(name)


def _has_loop() -> bool:
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _nobody() -> Any:
    return None


def _reading(people: Callable[[Program], Any], program: Program) -> Callable[[], Any]:
    """What reading gave, to be had again: the people, or the same error."""
    try:
        found = people(program)
    except MentorkitError as error:
        kept = error

        def again() -> Any:
            raise kept

        return again
    return lambda: found


def _listen(made: App) -> Callable[[], None]:
    """Hear of saves without keeping the app alive."""
    known = weakref.ref(made)

    def told(saved: Program) -> None:
        there = known()
        if there is not None and saved.path == there.program.path:
            there._guard(there._saved)(saved)

    stop = on_saved(told)
    weakref.finalize(made, stop)
    return stop
