"""A panel: the editor of one section of a program file beside the view it changes, with a static twin.

Nothing reads a widget's value from outside: a panel changes its own draft, and the file when it is saved. Other panels
of the same file hear of the save and read the file again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from mentorkit.errors import FileChanged, MentorkitError
from mentorkit.program.links import Offered
from mentorkit.program.program import Program, open_program, save_program
from mentorkit.text import Message, msg, msg_n
from mentorkit.ui.cells import replace_older
from mentorkit.ui.draft import Draft, Refused
from mentorkit.ui.guard import Guard, slip_of
from mentorkit.ui.life import close_all, hear_of_saves
from mentorkit.ui.look import Look, later, shown
from mentorkit.ui.shape import Shape, has_links, shape_at, steps_of, titles_of
from mentorkit.ui.twin import friendly_html, twin_html

__all__ = ["Panel", "is_live", "panel", "static_only"]

View = Callable[[Program], Any]
Proposal = Callable[[Program], Program]
Known = Callable[[Program], Sequence[Offered]]
Sign = Callable[..., Program]

# Fields that hold ids of persons; a committee never sees them, neither in the editor nor in the twin.
_PERSONS = frozenset({"required_pairs", "excluded_pairs"})
# What a signature writes by itself; nobody types it.
_FINGERPRINTS = frozenset({"sha256", "parts"})
_DRAW_AFTER = 0.0  # seconds: right after the change was taken; a slider sends its next value when this one was heard, and then the newest
_PICTURE_AFTER = 0.01  # seconds: words of a newer value come before the picture of an older one
_switch = {"live": True}


def panel(program: Program, edit: str, view: View | None = None, proposal: Proposal | None = None, *, known: Known | None = None, sign: Sign | None = None) -> Panel:
    """An editor of the section ``edit`` (a dotted path such as ``pairing.criteria``) beside what ``view`` makes of the draft.

    ``view(program)`` is called with the programme as the draft has it and returns a result of a stage, several of
    them, or something already shown. What is missing or wrong is said in its place. ``proposal(program)`` gives the programme with
    this section filled in; a button takes it over into the draft, and nothing into the file. ``known(program)`` gives the questions
    of the survey that measures can be chosen from. With ``sign`` the panel signs instead of saving: ``sign(program, on=, by=)``
    gets what was filled in and returns the signed programme, or raises with what is still missing.
    """
    return Panel(program, edit, view, proposal, known=known, sign=sign)


def static_only(on: bool = True) -> None:
    """Show only static twins from now on: for runs in which nobody can click, it saves making the widgets."""
    _switch["live"] = not on


def is_live() -> bool:
    """Whether widgets are made at all (see :func:`static_only`)."""
    return _switch["live"]


class Panel:
    """One section being edited. ``program`` is the file as last read or saved, ``draft`` what is not saved yet.

    ``log`` lists errors that were caught in callbacks, without their sentences.
    """

    def __init__(
        self,
        program: Program,
        edit: str,
        view: View | None = None,
        proposal: Proposal | None = None,
        *,
        known: Known | None = None,
        sign: Sign | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.edit = edit
        self.text = program.text
        self._known, self._sign = known, sign
        self._hidden = _PERSONS if program.audience == "committee" else frozenset[str]()
        self._hidden |= _FINGERPRINTS if sign else frozenset()
        self._shape = shape_at(edit)
        if steps_of(edit)[-1] in self._hidden:
            self._shape = Shape("group", self._shape.title)
        self.title = " – ".join(self.text.plain(title) for title in titles_of(edit))
        self.draft = Draft(program, edit, clock=clock)
        self._linked = has_links(self._shape)
        self._view = view
        self._proposal = proposal
        self._guard = Guard(self._slipped)
        self.log = self._guard.log
        self._frame: Any = None
        self._kit: Any = None
        self._waiting = False
        self._resting = False
        self._behind = False
        self._saving = False
        self._items_of = ""
        self.line = ""
        self._look = self._looked(program)
        self._stop = hear_of_saves(self)
        replace_older(self, str(program.path), edit)

    @property
    def program(self) -> Program:
        """The programme as its file was last read or saved here."""
        return self.draft.program

    @property
    def root(self) -> Any:
        """The outermost widget; made when it is first asked for."""
        return self.frame.root

    @property
    def frame(self) -> Any:
        """All widgets of the panel."""
        if self._frame is None:
            self._build()
        return self._frame

    def rest(self, resting: bool) -> None:
        """While nobody sees the panel its view is not drawn; what was missed is drawn when it is seen again."""
        self._resting = resting
        if not resting and self._behind:
            self._soon()

    def read_again(self, saved: Program) -> None:
        """Take over what the file now holds; a draft that is not saved yet stays."""
        self._guard(self._file_saved)(saved)

    def close(self) -> None:
        """Stop listening and let go of the widgets."""
        self._stop()
        if self._frame is not None:
            close_all(self._frame.root)
            self._frame = None

    @property
    def twin(self) -> str:
        """The panel as HTML that needs no widget: values, the view's words and tables, how to edit.

        Figures are left to the cell that shows the result: drawn once more here they would double a page's size.
        """
        return twin_html(self.title, self._shape, self.draft.raw, self._look.words, self.text, self._hidden)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        live = self.root._repr_mimebundle_() if _switch["live"] else {}
        return {**live, "text/html": self.twin, "text/plain": repr(self)}

    def __repr__(self) -> str:
        return self.text.plain(msg("Panel: {title}", title=self.title))

    # ---- what the view shows

    def _looked(self, program: Program) -> Look:
        if self._view is None:
            return Look("")
        try:
            return shown(program, self._view(program))
        except MentorkitError as error:
            return Look(friendly_html(error, self.text))

    def _soon(self) -> None:
        """Draw the view a moment later, once for all changes until then; at once where nothing runs a loop."""
        if self._frame is None or self._resting:
            self._behind = True
        elif not self._waiting:
            self._waiting = True
            later(self._guard(self._redraw), _DRAW_AFTER)

    def _redraw(self) -> None:
        self._waiting = self._behind = False
        program, _ = self.draft.checked()
        if program is None or self._frame is None:
            return
        try:
            self._look = self._looked(program)
        except Exception as error:  # a view may be anything; its error must not stay unseen
            self.log.append(slip_of("view", error))
            self._look = Look(self._line_html(msg("The view could not be made ({kind}). Your file is unchanged.", kind=type(error).__name__), alert=True))
        self.frame.words.value = self._look.words
        later(self._guard(self._draw_pictures), _PICTURE_AFTER)

    def _draw_pictures(self) -> None:
        if not self._waiting and self._frame is not None:
            self.frame.pictures.value = self._look.pictures

    # ---- what a person does

    def _changed(self, source: object) -> None:
        was_dirty = self.draft.dirty
        self.draft.change(self.frame.form.raw(), source)
        self._offer()
        self._mark_refused(missing_too=False)
        if self.draft.dirty and not was_dirty:
            self._say(msg("Not saved yet."))
        self._soon()

    def _save(self, _: Any = None) -> None:
        program, refused = self.draft.checked()
        marked = self._mark_refused(missing_too=True)
        if program is None or marked:
            n = max(len(refused), marked)
            self._say(msg_n("Nothing was saved: {n} value has to be mended first.", "Nothing was saved: {n} values have to be mended first.", n), alert=True)
            return
        try:
            self._saving = True
            saved = save_program(program if self._sign is None else self._signed(program, self._sign))
        except FileChanged as error:
            self._conflict(error.message)
        except MentorkitError as error:
            self._say_html(friendly_html(error, self.text))
        else:
            self.draft.saved(saved)
            if self._sign is not None:
                self._fill()  # the fingerprints are new
            self._note()
            self.frame.offer_keep(False)
            self._say(msg("Saved in {file}.", file=saved.path.name) if self._sign is None else msg("Signed, and saved in {file}.", file=saved.path.name))
            self._soon()  # a view may compare with the file
        finally:
            self._saving = False

    def _signed(self, program: Program, sign: Sign) -> Program:
        """What was filled in, signed; an unfinished form and an unfinished plan are refused with what is missing."""
        filled = self.draft.raw if isinstance(self.draft.raw, dict) else {}
        return sign(program, on=filled.get("on") or "", by=filled.get("by") or "")

    def _undo(self, _: Any = None) -> None:
        self._moved(self.draft.undo(), msg("Undone."), msg("There is nothing to undo."))

    def _redo(self, _: Any = None) -> None:
        self._moved(self.draft.redo(), msg("Done again."), msg("There is nothing to redo."))

    def _reset(self, _: Any = None) -> None:
        self._moved(self.draft.reset(), msg("Back to what the file holds; Undo brings your draft back."), msg("The draft is what the file holds."))

    def _propose(self, _: Any = None) -> None:
        program, _refused = self.draft.checked()
        if program is None or self._proposal is None:
            self._say(msg("Mend first what is marked; then the proposal can be taken over."), alert=True)
            return
        try:
            taken = self.draft.take(self._proposal(program))
        except MentorkitError as error:
            self._say_html(friendly_html(error, self.text))
            return
        self._moved(taken, msg("The proposal is in your draft and not saved yet; Undo takes it back."), msg("Your draft holds the proposal already."))

    def _moved(self, moved: bool, done: Message, nothing: Message) -> None:
        if moved:
            self._fill()
        self._say(done if moved else nothing)

    def _reload(self, _: Any = None) -> None:
        program = self._opened()
        if program is not None:
            self.draft.reread(program)
            self._fill()
            self.frame.offer_keep(False)
            self._say(msg("Read again from {file}.", file=program.path.name))

    def _keep(self, _: Any = None) -> None:
        program = self._opened()
        if program is not None:
            self.draft.carry_to(program)
            self._note()
            self.frame.offer_keep(False)
            self._say(msg("Your draft is kept. Save writes it over what the file holds now."))
            self._soon()

    # ---- what others do to the file

    def _file_saved(self, saved: Program) -> None:
        """Another panel or a cell saved this file."""
        if self._saving or saved.path != self.program.path:
            return
        saved = replace(saved, audience=self.program.audience)
        if not self.draft.dirty:
            self.draft.reread(saved)
            if self._frame is not None:
                self._fill()
            self._behind = self._behind or self._frame is None
        elif self.draft.unchanged_in(saved):
            self.draft.carry_to(saved)
            if self._frame is not None:
                self._offer()
            self._say(msg("Another part of the file was saved. Your draft here is kept and not saved yet."))
            self._soon()
        else:
            self._conflict(msg("This section was saved elsewhere while you were changing it."))

    def _conflict(self, message: Message) -> None:
        choice = msg("Keep mine keeps your draft; Reload takes what the file holds now, and Undo brings your draft back.")
        self.frame.offer_keep(True)
        self._say_html(self._line_html(message, alert=True) + self._line_html(choice))

    def _opened(self) -> Program | None:
        try:
            return open_program(self.program.path, audience=self.program.audience)
        except MentorkitError as error:
            self._say_html(friendly_html(error, self.text))
            return None

    # ---- widgets

    def _build(self) -> None:
        from mentorkit.ui.form import editor_for
        from mentorkit.ui.frame import build
        from mentorkit.ui.leaves import Kit

        self._kit = Kit(self.text, self._guard, self._changed, lambda mark: self.frame.keys.focus_on(mark), self._hidden)
        self._look_up()
        with self._kit.silently():
            form = editor_for(self._kit, self._shape, self.draft.raw, named=False)
        does = {"save": self._save, "undo": self._undo, "redo": self._redo, "reset": self._reset, "reload": self._reload, "keep": self._keep}
        if self._proposal is not None:
            does["propose"] = self._propose
        self._frame = build(self._kit, self.title, form, does, signs=self._sign is not None)
        self._offer()
        if self._behind:
            self._look, self._behind = self._looked(self.program), False
        self._frame.words.value, self._frame.pictures.value = self._look.words, self._look.pictures
        self._note()

    def _look_up(self) -> None:
        """What can be chosen from, as file and draft stand: ids elsewhere in the file, and the questions of the survey."""
        if self._linked:
            self._kit.whole = self.draft.whole
            if self._known is not None and self._items_of != self.program.sha256:
                self._items_of = self.program.sha256
                self._kit.items = tuple(self._known(self.program))

    def _offer(self) -> None:
        """Let fields that are chosen from a list look it up again; a value that is not in it stays."""
        if self._linked:
            self._look_up()
            for leaf in tuple(self.frame.form.leaves()):
                leaf.offer()

    def _fill(self) -> None:
        """Show the draft in the widgets that are there, and in the view."""
        form = self.frame.form
        with self._kit.silently():
            form.put(self.draft.raw)
        self._offer()
        self._note()
        self._mark_refused(missing_too=False)
        self._soon()

    def _note(self) -> None:
        if self.draft.broken:
            lead = msg("This section of the file holds something wrong. Mend it in the file, then reload; nothing can be saved before.")
            wrong = [p for p in self.program.wrong if p.place.split(" > ")[0].split("[")[0] == self.draft.steps[0]]
            bullets = Markup("").join(Markup("<li>{}</li>").format(self.text.plain(p.sentence(self.text))) for p in wrong)
            self.frame.note.value = self._line_html(lead, alert=True) + str(Markup("<ul>{}</ul>").format(bullets))
        elif self.draft.absent:
            note = self.text.plain(msg("This section is not in the file yet. It is written when you save."))
            self.frame.note.value = str(Markup('<div class="mk-note">{}</div>').format(note))
        else:
            self.frame.note.value = ""

    def _mark_refused(self, *, missing_too: bool) -> int:
        """Put what is refused under its field; returns how many messages stand there. Focus goes to the first on saving."""
        form = self.frame.form
        _, refused = self.draft.checked()
        said: dict[int, list[str]] = {}
        for one in refused:
            if missing_too or not one.missing:
                said.setdefault(id(form.find(one.place)), []).append(self._sentence(one))
        for leaf in form.doubled():
            said.setdefault(id(leaf), []).append(self.text.plain(msg("This name stands twice; keep one of them.")))
        first = None
        for place in form.all():
            place.say(said.get(id(place), ()))
            first = first or (place if id(place) in said else None)
        if missing_too and first is not None:
            leaf = first if hasattr(first, "mark") else next(iter(first.leaves()), None)
            if leaf is not None:
                self._kit.focus(leaf.mark)
        return sum(len(lines) for lines in said.values())

    def _sentence(self, refused: Refused) -> str:
        said = refused.words[1:] if refused.missing else refused.words
        return " ".join(words for words in (self.text.plain(message) for message in said) if words)

    def _slipped(self, error: Exception) -> None:
        """An error in a callback: one line with its kind, and whether the file is still what it was."""
        kind = type(error).__name__
        if self._file_as_read():
            self._say(msg("Something went wrong ({kind}). Your file is unchanged.", kind=kind), alert=True)
        else:
            self._say(msg("Something went wrong ({kind}). The file was changed; press Reload to see what it holds.", kind=kind), alert=True)

    def _file_as_read(self) -> bool:
        import hashlib

        try:
            return hashlib.sha256(self.program.path.read_bytes()).hexdigest() == self.program.sha256
        except OSError:
            return False

    def _say(self, message: Message, *, alert: bool = False) -> None:
        self._say_html(self._line_html(message, alert=alert))

    def _say_html(self, html: str) -> None:
        self.line = html
        if self._frame is not None:
            self._frame.say(html)

    def _line_html(self, message: Message, *, alert: bool = False) -> str:
        from mentorkit.ui.frame import line_html

        return line_html(message, self.text, alert=alert)
