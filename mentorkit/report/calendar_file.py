"""The programme's calendar as a file that calendar programs read (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from typing import Any

from mentorkit.planning.calendar import Calendar, Entry
from mentorkit.text import Message, Text

__all__ = ["calendar_ics"]

_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def calendar_ics(calendar: Calendar, text: Text, program_id: str) -> bytes:
    """All-day entries, the same bytes for the same calendar: no clock, no random ids.

    The id of an entry holds the programme, its kind and its words, not its day: a file with a moved day moves the entry
    in the calendar it is read into again instead of adding a second one. Promises that were kept are left out.
    """
    from icalendar import Calendar as File

    file = File()
    file.add("prodid", "-//mentorkit//programme calendar//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", program_id)
    seen: Counter[str] = Counter()
    for entry in calendar.entries:
        if not entry.done:
            name = _name(entry)
            seen[name] += 1
            file.add_component(_event(entry, text, f"{name}-{seen[name]}@{program_id}.mentorkit"))
    return bytes(file.to_ical())


def _event(entry: Entry, text: Text, uid: str) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    # the moment of the entry stands for the moment of writing, which would differ with every run
    event.add("dtstamp", datetime.datetime.combine(entry.on, datetime.time(), datetime.UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + datetime.timedelta(days=1))
    event.add("summary", _plain(text, entry.what))
    if entry.who is not None:
        event.add("description", text.cell(entry.who).translate(_ISOLATES))
    event.add("categories", [entry.kind])
    # a day that is known to the committee does not block anybody's day
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: Text, words: Message | str) -> str:
    return (text(words) if isinstance(words, Message) else words).translate(_ISOLATES)


def _name(entry: Entry) -> str:
    """Kind and words of an entry in English, whatever the language of the file, so that both languages share their ids."""
    digest = hashlib.sha256(str(entry.what).encode("utf-8")).hexdigest()
    return f"{entry.kind}-{digest[:16]}"
