"""Puts the forms of a programme together from its own file: sign-up, consent, check-in, surveys, guides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorkit.people.questions import OTHER_TEXTS, TEXTS
from mentorkit.people.questions import ROLES as ROLE_NAMES
from mentorkit.people.questions import WAVES as WAVE_NAMES
from mentorkit.planning.form_guides import guides_of, released
from mentorkit.planning.form_questions import Lists, questions_of
from mentorkit.planning.form_uses import uses_of
from mentorkit.planning.forms import Form, FormsKit, Question, QuestionKind, SurveyItem
from mentorkit.planning.item_bank import bank_item
from mentorkit.program.model import ProgramFile
from mentorkit.text import Message, msg

__all__ = ["kit_of"]

Asked = tuple[SurveyItem, tuple[Message, ...]]
WAVES = ("start", "middle", "end", "after")
ROLES = ("mentee", "mentor", "manager")
_ROLE_NAMES = {"mentee": msg("mentees"), "mentor": msg("mentors"), "manager": msg("line managers of mentees")}
_SCALES: dict[str, tuple[QuestionKind, int | None, int | None]] = {
    "1-5": ("scale", 1, 5),
    "0-10": ("scale", 0, 10),
    "yes_unsure_no": ("yes_no", None, None),
    "number": ("number", None, None),
    "one": ("one", None, None),
    "many": ("many", None, None),
    "text": ("long", None, None),
}
_OBSTACLES = (msg("time"), msg("distance"), msg("the subject did not fit"), msg("we did not click"), msg("my manager"), msg("nothing in particular"), msg("something else"))


def kit_of(intent: ProgramFile, lists: Lists, items: Sequence[SurveyItem] = ()) -> FormsKit:
    """Every form of the programme. ``items`` are those of its table; where it has none, our own questions of that code are taken."""
    known = {item.id: item for item in items}
    asked = _items(intent, known)
    sign_up = (_sign_up(intent, "mentees", lists), _sign_up(intent, "mentors", lists))
    forms = (*sign_up, *_manager(intent), _check_in(), *_surveys(intent, asked), *guides_of(intent))
    own = tuple(item for id, (item, _) in asked.items() if id not in known)
    return FormsKit(forms, tuple(_left_out(intent)), tuple(_missing(intent, lists, asked)), own)


def _sign_up(intent: ProgramFile, table: str, lists: Lists) -> Form:
    mentees = table == "mentees"
    questions = questions_of(intent, "mentee" if mentees else "mentor", lists)
    title = msg("Sign-up form for mentees") if mentees else msg("Sign-up form for mentors")
    who = msg("everybody who wants a mentor") if mentees else msg("everybody who offers to be a mentor")
    return Form(f"sign_up_{table}", title, who, (*_intro(intent), *_notice(intent)), questions, table)


def _intro(intent: ProgramFile) -> Iterator[Message]:
    yield msg("{name}: please fill in what you can. An answer that you leave out counts neither for nor against you.", name=intent.name)
    due = intent.audiences.forms_due if intent.audiences else None
    if due:
        yield msg("Please hand in the form by {day}.", day=due)


def _notice(intent: ProgramFile) -> Iterator[Message]:
    """Purpose, who sees what, no use for reviews, day of deletion, free will."""
    privacy = intent.privacy
    yield msg("Your answers serve to find a partner for you and to plan, never performance reviews. Taking part is voluntary; you can step back at any time.")
    if privacy.may_see_names:
        yield msg("Your name and your answers are seen by: {posts}. Everybody else sees figures of groups only.", posts=privacy.may_see_names)
    else:
        yield msg("[Who sees names: not decided yet. Fill it in under privacy, in notebook 00.]")
    yield (
        msg("Your data are deleted after {day}.", day=privacy.delete_after)
        if privacy.delete_after
        else msg("[When data are deleted: not decided yet. Fill it in under privacy, in notebook 00.]")
    )


def _manager(intent: ProgramFile) -> tuple[Form, ...]:
    mentees = intent.audiences.mentees if intent.audiences else None
    if mentees is None or mentees.manager_consent == "none":
        return ()
    use = (msg("consent of the line manager"),)
    questions = (
        Question("person_id", OTHER_TEXTS["person_id"], "id", use, required=True),
        Question("manager_consent", OTHER_TEXTS["manager_consent"], "yes_no", use, required=True),
    )
    lines = (
        msg("Your employee has asked to take part in {name}. What they talk about stays between the two; you are not told, and please do not ask.", name=intent.name),
        released(intent),
        msg("What helps: keep the hours free, and give the employee something to try out what was learned."),
    )
    return (Form("line_manager", msg("Consent of the line manager"), msg("line managers of mentees"), lines, questions, "mentees"),)


def _check_in() -> Form:
    use = (msg("monitoring"),)
    obstacles = tuple((_key(word), word) for word in _OBSTACLES)
    questions = (
        Question("mentee_id", TEXTS["mentee_id"], "id", use, required=True),
        Question("mentor_id", TEXTS["mentor_id"], "id", use, required=True),
        Question("date", TEXTS["date"], "day", use, required=True),
        Question("by", TEXTS["by"], "one", use, (("mentee", msg("mentee")), ("mentor", msg("mentor"))), required=True),
        Question("met", TEXTS["met"], "yes_no", use, required=True),
        Question("meetings", TEXTS["meetings"], "number", use),
        Question("minutes", TEXTS["minutes"], "number", use),
        Question("useful", TEXTS["useful"], "scale", use, (), 1, 5),
        Question("next_step", TEXTS["next_step"], "text", use),
        Question("continue", TEXTS["continue"], "yes_no", use),
        Question("obstacle", TEXTS["obstacle"], "many", use, obstacles),
        Question("contact_me", TEXTS["contact_me"], "yes_no", use),
    )
    lines = (msg("Two minutes, after every second meeting. The committee sees figures of groups only; nobody sees what you talked about."),)
    return Form("check_in", msg("Check-in"), msg("mentees and mentors, each for themselves"), lines, questions, "checkins")


def _key(word: Message) -> str:
    return word.msgid.replace(" ", "_")


def _items(intent: ProgramFile, known: dict[str, SurveyItem]) -> dict[str, Asked]:
    """Every item that is asked, with its uses: the measures that name it, or the programme's own table.

    A question of our own is asked in the waves of the measures that name it; where they state none, in its usual ones.
    """
    found: dict[str, Asked] = {}
    for measure in intent.measures:
        for id in measure.items if measure.source in ("survey", None) else ():
            item = known.get(id) or _from_bank(id)
            if item is not None:
                before, uses = found.get(id, (item, ()))
                if id not in known:
                    before = replace(before, waves=tuple(w for w in WAVES if w in (*(before.waves if uses else ()), *(measure.waves or item.waves))))
                found[id] = (before, (*uses, msg("measure {name}", name=measure.indicator or measure.id)))
    for id, item in known.items():
        found.setdefault(id, (item, (msg("answers of the survey, notebook 08"),)))
    return found


def _from_bank(id: str) -> SurveyItem | None:
    item = bank_item(id)
    return None if item is None else SurveyItem(item.id, item.text, item.scale, item.roles, item.waves, (), item.reverse)


def _surveys(intent: ProgramFile, asked: dict[str, Asked]) -> Iterator[Form]:
    waves = {wave for measure in intent.measures for wave in measure.waves}
    for wave in WAVES:
        day = getattr(intent.schedule.waves, wave)
        for role in ROLES:
            mine = [(item, uses) for item, uses in asked.values() if (wave in item.waves if item.waves else wave in waves) and (not item.roles or role in item.roles)]
            if mine:
                yield _survey(wave, role, day, tuple(_survey_question(item, uses) for item, uses in mine))


def _survey(wave: str, role: str, day: object, questions: tuple[Question, ...]) -> Form:
    use = (msg("putting answers of two waves together"),)
    first = (
        Question("respondent_id", OTHER_TEXTS["respondent_id"], "id", use),
        Question("role", TEXTS["role"], "one", use, ((role, ROLE_NAMES[role]),), required=True),
        Question("wave", TEXTS["wave"], "one", use, ((wave, WAVE_NAMES[wave]),), required=True),
    )
    lines = [msg("The same questions come again later, word for word. Please answer as it is today, not as it should be.")]
    if day is not None:
        lines.insert(0, msg("Survey of {day}.", day=day))
    lines.append(msg("Groups of fewer than five people are never shown."))
    return Form(f"survey_{wave}_{role}", WAVE_NAMES[wave], _ROLE_NAMES[role], tuple(lines), (*first, *questions), "survey")


def _survey_question(item: SurveyItem, uses: tuple[Message, ...]) -> Question:
    kind, low, high = _SCALES.get(item.scale, ("long", None, None))
    return Question(item.id, item.text, kind, uses, tuple((value, value) for value in item.options), low, high)


def _left_out(intent: ProgramFile) -> Iterator[Message]:
    """What forms like these usually ask, and this programme uses for nothing."""
    used = {**uses_of(intent, "mentee"), **uses_of(intent, "mentor")}
    for column, name in (
        ("style", msg("communication style")),
        ("interests", msg("areas of interest")),
        ("languages", msg("languages")),
        ("preferences", msg("ranked wishes")),
        ("hire_date", msg("day of hire")),
        ("grade", msg("grade")),
        ("site", msg("place of work")),
        ("department", msg("department")),
        ("manager_id", msg("line manager")),
    ):
        if column not in used:
            yield name


def _missing(intent: ProgramFile, lists: Lists, asked: dict[str, Asked]) -> Iterator[Message]:
    if not lists.areas:
        yield msg("No development areas are listed, so the same area will get several names. List them under audiences, in notebook 03.")
    used = {**uses_of(intent, "mentee"), **uses_of(intent, "mentor")}
    if "interests" in used and not lists.interests:
        yield msg("No interests are listed. List them under audiences, in notebook 03.")
    if "languages" in used and not lists.languages:
        yield msg("No languages are listed. List them under audiences, in notebook 03.")
    for measure in (each for each in intent.measures if each.source in ("survey", None)):
        unknown = tuple(id for id in measure.items if id not in asked)
        if measure.source == "survey" and not measure.items:
            yield msg("The measure {name} is to come from the survey and names no item.", name=measure.id)
        elif unknown:
            yield msg("The measure {name} names items that are neither in the table of items nor among our own: {items}.", name=measure.id, items=unknown)
