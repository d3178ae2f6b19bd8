"""The pages over all programmes of a results folder: ``index.html``, ``portfolio.html``, ``summary.csv``. No person in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from mentorkit import files
from mentorkit.publish.manifest import Manifest, read_manifest, verified
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.page import page
from mentorkit.report.portfolio import STATUS_WORDS, portfolio_view
from mentorkit.stages.portfolio import portfolio
from mentorkit.text import Decimal, Message, Money, Text, msg, msg_n, text_for

__all__ = ["publish_overview"]

_COUNTS = ("mentees", "mentors", "selected", "seats", "pairs", "proposed", "unpaired", "hours", "cost_full", "cost_program", "cost_cash", "currency")
_TITLE = msg("All programmes")
# What spreadsheets take for the beginning of a formula, full-width forms included.
_LIVE = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def publish_overview(out: Path, language: str | None = None) -> list[Manifest]:
    """Write the three pages from the manifests in ``out`` whose hashes hold; returns those manifests by id."""
    manifests = [manifest for folder in _folders(out) if (manifest := verified(folder)) is not None]
    text = text_for(language or _language(manifests))
    nav = [("index.html", text(_TITLE)), ("portfolio.html", text(msg("Portfolio")))]
    files.write_text(out / "index.html", page(text(_TITLE), _index(manifests, text), text, lines=[_count(manifests)], nav=nav[1:]))
    body = view_html(portfolio_view(portfolio(out, text.language), Lens(text, "committee")), text)
    files.write_text(out / "portfolio.html", page(text(msg("Portfolio")), body, text, nav=nav[:1]))
    files.write_bytes(out / "summary.csv", _summary(manifests))
    return manifests


def _folders(out: Path) -> list[Path]:
    return sorted(path for path in out.iterdir() if path.is_dir() and not path.name.startswith(".") and read_manifest(path) is not None)


def _language(manifests: Sequence[Manifest]) -> str:
    """The language all programmes share; English when they differ."""
    spoken = {manifest["language"] for manifest in manifests}
    return spoken.pop() if len(spoken) == 1 else "en"


def _count(manifests: Sequence[Manifest]) -> Message:
    count = {status: sum(manifest["status"] == status for manifest in manifests) for status in STATUS_WORDS}
    return msg_n(
        "{done} of {n} programme is done; not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
        "{done} of {n} programmes are done; not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
        len(manifests), done=count["done"], waiting=count["not_ready"], otherwise=count["decided_otherwise"], failed=count["failed"],
    )  # fmt: skip


def _index(manifests: Sequence[Manifest], text: Text) -> str:
    heads = (msg("Programme"), msg("Status"), msg("Mentees"), msg("Pairs"), msg("Hours of everybody"), msg("Full cost"), msg("Reports"), msg("Why not done"))
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text(word)) for word in heads)
    rows = Markup("\n").join(_row(manifest, text) for manifest in manifests)
    return Markup('<div class="mk-scroll"><table class="mk-table" id="programmes"><caption>{}</caption><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>').format(
        text(_TITLE), head, rows
    )


def _row(manifest: Manifest, text: Text) -> Markup:
    counts = manifest["counts"]
    pairs = counts.get("pairs") if counts.get("pairs") is not None else counts.get("proposed")
    seen = [audience for audience in manifest["audiences"] if f"{audience}/report.html" in manifest["files"]]
    links = Markup("<br>").join(Markup('<a href="{}/{}/report.html">{}</a>').format(quote(manifest["id"]), audience, text(_AUDIENCE[audience])) for audience in seen)
    reasons = Markup("").join(Markup("<li><bdi>{}</bdi></li>").format(reason) for reason in reasons_of(manifest))
    numbers = Markup("").join(Markup('<td class="mk-num"><bdi>{}</bdi></td>').format(text.cell(value)) for value in (counts.get("mentees"), pairs, *_takes(counts)))
    return Markup("<tr><td><bdi>{}</bdi> (<bdi>{}</bdi>)</td><td>{}</td>{}<td>{}</td><td>{}</td></tr>").format(
        manifest["name"], manifest["id"], text(STATUS_WORDS[manifest["status"]]), numbers, links, Markup("<ul>{}</ul>").format(reasons) if reasons else ""
    )


def _takes(counts: dict[str, Any]) -> tuple[Any, Any]:
    """Hours and full cost of the plan, whole; None where they are not known."""
    hours, full = counts.get("hours"), counts.get("cost_full")
    return None if hours is None else Decimal(hours, 0), None if full is None else Money(full, counts["currency"])


_AUDIENCE = {"coordinator": msg("for the coordinator"), "committee": msg("for the committee")}


def reasons_of(manifest: Manifest, limit: int = 6) -> list[str]:
    """Why a programme is not done, in its own language: for a wrong table the problem itself with file, row and column."""
    if manifest["status"] == "done":
        return []
    found = [manifest["reason"]] if manifest.get("reason") else []
    wanted = "wrong" if manifest["status"] == "failed" else "missing"
    found += [f"{problem['code']} {problem['sentence']}" for problem in manifest["problems"] if problem["kind"] == wanted]
    if not found:
        said: dict[str, list[str]] = {}
        for stage in manifest["stages"]:
            if stage["reason"]:
                said.setdefault(stage["reason"], []).append(stage["notebook"])
        found = [f"{', '.join(notebooks)}: {reason}" for reason, notebooks in said.items()]
    return list(dict.fromkeys(found))[:limit]


def _summary(manifests: Sequence[Manifest]) -> bytes:
    """One line per programme for spreadsheets; English headings, a byte-order mark for Excel, nothing that starts a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["id", "name", "status", "language", "as_of", "stages_done", "stages", *_COUNTS, "problems", "warnings", "reasons"])
    for m in manifests:
        row: list[Any] = [m["id"], m["name"], m["status"], m["language"], m["as_of"] or "", sum(s["state"] == "done" for s in m["stages"]), len(m["stages"])]
        row += ["" if m["counts"].get(name) is None else m["counts"][name] for name in _COUNTS]
        row += [len(m["problems"]), sum(w["count"] for w in m["warnings"]), " | ".join(reasons_of(m))]
        writer.writerow([_guarded(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ")[:1] in _LIVE and value.strip() else value
