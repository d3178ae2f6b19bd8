"""Page 03: who is there on both sides, supply against demand, seats and hours against the plan, equal access, what the data are worth."""

from __future__ import annotations

from mentorkit.planning.audience import Profile
from mentorkit.report.audiences_groups import access_blocks, outside_blocks, profile_blocks
from mentorkit.report.audiences_people import people_blocks
from mentorkit.report.audiences_quality import quality_blocks
from mentorkit.report.audiences_supply import hours_blocks, supply_blocks
from mentorkit.report.blocks import Block, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Message, msg, msg_n

__all__ = ["profile_view"]


def profile_view(result: Profile, lens: Lens) -> View:
    """The counted sentence first, then people, areas, hours, groups, who could join, the data, and what is open as a list."""
    blocks: list[Block] = [Words((_counted(result),), "good" if not result.gaps else "open"), *people_blocks(result, lens)]
    if result.supply is not None:
        blocks += supply_blocks(result.supply, lens)
    blocks += [
        *hours_blocks(result, lens),
        *outside_blocks(result, lens),
        *access_blocks(result.access, lens),
        *profile_blocks(result, lens),
        *quality_blocks(result.quality, lens),
    ]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    if result.warnings:
        blocks.append(Words(tuple(warned.message for warned in result.warnings), "note", bullets=True))
    return View("03_profile", msg("Mentees, mentors, seats and hours"), tuple(blocks))


def _counted(result: Profile) -> Message:
    seats = result.seats
    if seats.planned is None:
        return msg(
            "{mentees} eligible mentees, {seats} seats with {mentors} eligible mentors; the planned number is not stated.",
            mentees=seats.eligible,
            seats=seats.seats,
            mentors=seats.mentors,
        )
    return msg(
        "{mentees} eligible mentees and {seats} seats with {mentors} eligible mentors, for {planned} planned.",
        mentees=seats.eligible,
        seats=seats.seats,
        mentors=seats.mentors,
        planned=seats.planned,
    )
