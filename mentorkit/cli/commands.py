"""The command line: thin commands, each one call, each saying what comes next. Heavy rooms are loaded by the command that needs them."""

from __future__ import annotations

import datetime
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from mentorkit.cli.speaking import ME, day_of, fail, quoted, say, unexpected, write
from mentorkit.errors import FolderLocked, MentorkitError
from mentorkit.text import Text, msg, msg_n, text_for

__all__ = ["app", "main"]

app = typer.Typer(
    name="mentorkit",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="In-house mentoring, from the question whether to the answer whether it worked.\n\nBegin with:  python -m mentorkit check data/programs",
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Seen(StrEnum):
    """For whom results are made."""

    coordinator = "coordinator"
    committee = "committee"
    both = "both"


class Language(StrEnum):
    """The language of lines and of pages over several programmes."""

    en = "en"
    he = "he"


Paths = Annotated[list[Path], typer.Argument(help="A program.yaml, a folder that holds one, or a folder of such folders.", metavar="PATH")]
Out = Annotated[Path, typer.Option("--out", help="The folder for results; never inside a programme's folder.")]
Spoken = Annotated[Language | None, typer.Option("--language", help="Language of these lines and of pages over several programmes.")]
Audience = Annotated[Seen, typer.Option("--audience", help="For whom: pairs by id for the coordinator, aggregates for the committee.")]
Day = Annotated[str | None, typer.Option("--as-of", help="Count rows up to this day (2026-09-01), whatever the file says.", metavar="DAY")]
Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to use; without it the usual one, or any that is free.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")]


class Start(StrEnum):
    """The drafts a new programme can start from."""

    onboarding = "onboarding"
    leadership = "leadership"
    knowledge = "knowledge"
    inclusion = "inclusion"


@app.command(epilog="Example:  python -m mentorkit new newcomers-2027 --template onboarding --from people.xlsx")
def new(
    folder: Annotated[Path | None, typer.Argument(help="The programme's folder; its name becomes the short name: small letters, digits, hyphens.", metavar="FOLDER")] = None,
    more: Annotated[list[Path] | None, typer.Argument(hidden=True)] = None,
    template: Annotated[Start | None, typer.Option("--template", "-t", help="The draft to start from; without it, only what is required.")] = None,
    language: Annotated[Language, typer.Option("--language", help="Language of the programme and of these lines.")] = Language.en,
    name: Annotated[str | None, typer.Option("--name", help="The programme's name as people read it.")] = None,
    source: Annotated[list[Path] | None, typer.Option("--from", help="A workbook or CSV file with people; several are allowed.", metavar="FILE")] = None,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help='Which sheet or file is which table: "mentees=Sign-ups".', metavar="TABLE=NAME")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Encoding of CSV files that are not UTF-8: cp1255 for Hebrew from Excel.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the templates.")] = False,
) -> None:
    """Make a new programme from a template, from spreadsheets, or from both."""
    text = _text(language)
    if list_ or folder is None:
        _templates(text)
        if not list_:
            fail(MentorkitError(msg("Give the folder to make, for example: {command}", command=f"{ME} new my-programme --template onboarding"), language=language.value), 2)
        return
    from mentorkit.people.beginning import begin, wish_of
    from mentorkit.people.preview import preview

    wish = wish_of(folder, more or (), source or (), sheet or (), template=template and template.value, language=language.value, name=name, encoding=encoding)
    made = begin(wish)
    for indent, line in preview(made):
        say(text, line, "  " * indent)
    if template is None:
        _templates(text)
    say(text, msg("The programme '{name}' is made in {folder}.", name=made.name, folder=str(folder)))
    say(text, msg("Next: {command} lists what is still to be decided; {other} opens the workbook.", command=f"{ME} check {quoted(folder)}", other=f"{ME} lab {quoted(folder)}"))


@app.command(epilog="Example:  python -m mentorkit check data/programs/harbour-2026")
def check(paths: Paths, language: Spoken = None) -> None:
    """List every problem of programmes and their tables at once: 0 when there is none, 2 when there are."""
    from mentorkit.batch.finding import find_programs

    text = _text(language)
    found = 0
    programs = find_programs(paths)
    for path in programs:
        found += _check(path, text)
    if found:
        say(text, msg("Next: mend what is listed, then run the same command again."))
        raise typer.Exit(2)
    say(text, msg("Next: {command}", command=f"{ME} batch {' '.join(quoted(p) for p in paths)}"))


_AFTER_FORMS = msg("Next: read the forms, change their words where you like, and send them out. Put the filled workbooks beside the program file and name them under tables.")


@app.command(epilog="Example:  python -m mentorkit forms data/programs/harbour-2026 --out forms")
def forms(
    folder: Annotated[Path, typer.Argument(help="A program.yaml, or a folder that holds one.", metavar="FOLDER")],
    out: Annotated[Path | None, typer.Option("--out", help="The folder for the forms; without it, forms in the programme's folder.")] = None,
) -> None:
    """Make the sign-up and other forms of a programme: documents, plain texts, workbooks with drop-downs."""
    try:
        from mentorkit.people.people import read_people
        from mentorkit.program.program import open_program
        from mentorkit.report.save import save_forms
        from mentorkit.stages.audiences import make_forms

        program = open_program(folder)
        kit = make_forms(program, read_people(program))
        target, written, kept = save_forms(program, kit, str(out) if out else "")
        text = program.text
        say(text, msg_n("{n} file written into {folder}.", "{n} files written into {folder}.", written, folder=str(target)))
        for name in kept:
            say(text, msg("Kept as it is, because somebody has changed it: {file}. Rename it to get a new one.", file=name))
        for sentence in kit.missing:
            say(text, sentence)
        say(text, _AFTER_FORMS)
    except MentorkitError as error:
        fail(error, 2)


@app.command(epilog="Example:  python -m mentorkit run data/programs --out results")
def run(paths: Paths, out: Out = Path("results"), audience: Audience = Seen.both, as_of: Day = None, language: Spoken = None) -> None:
    """Compute the numbers and files of programmes without notebooks; so there is no report.html."""
    _batch(paths, out, language, notebooks=False, audience=audience.value, as_of=day_of(as_of))


@app.command(epilog="Example:  python -m mentorkit batch data/programs --out results --jobs 2")
def batch(
    paths: Paths,
    out: Out = Path("results"),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="How many programmes at a time.")] = 2,
    audience: Audience = Seen.both,
    as_of: Day = None,
    cell_timeout: Annotated[float, typer.Option("--cell-timeout", min=1, help="Seconds one notebook cell may take.")] = 300,
    deadline: Annotated[float, typer.Option("--deadline", min=1, help="Seconds one programme may take.")] = 1800,
    language: Spoken = None,
) -> None:
    """Run the notebooks of programmes unattended: a report each, and pages over all. What is unchanged is not run again."""
    _batch(paths, out, language, jobs=jobs, audience=audience.value, as_of=day_of(as_of), cell_timeout=cell_timeout, deadline=deadline)


@app.command(epilog='Example:  python -m mentorkit decide data/private/my-programme pairs.xlsx --by "HR director"')
def decide(
    path: Annotated[Path, typer.Argument(help="A program.yaml, or the folder that holds one.", metavar="PATH")],
    file: Annotated[Path | None, typer.Argument(help="The workbook pairs.xlsx with decisions entered; results hold an empty one.", metavar="FILE")] = None,
    by: Annotated[str | None, typer.Option("--by", help="The post that decided, never a name; without it the coordinator's.", metavar="POST")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Approved pairs become published: the people have been told.")] = False,
    look: Annotated[bool, typer.Option("--look", help="Only look: problems and prices, nothing is recorded.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="The day of the decision (2026-09-01); without it today.", metavar="DAY")] = None,
    language: Spoken = None,
) -> None:
    """Record what was decided on pairs: approved, required and excluded pairs, each override with its price in the log."""
    from mentorkit.people.people import read_people
    from mentorkit.program.program import open_program
    from mentorkit.report.decisions import price_words
    from mentorkit.report.lens import lens_of
    from mentorkit.report.show import show
    from mentorkit.stages.decisions import decide as decided

    program = open_program(path)
    text = text_for(language.value) if language else program.text
    if file is None and not publish:
        fail(MentorkitError(msg("Give the returned workbook, or --publish. For example: {command}", command=f"{ME} decide {quoted(path)} pairs.xlsx"), language=text.language), 2)
    day = day_of(on, "--on") or datetime.date.today()
    told: list[str] = []

    def tell(coming: Any) -> None:  # what it costs is said before anything is written
        told.extend(text(sentence) for sentence in price_words(coming, lens_of(program)))
        for line in told:
            write(text, line)

    found = decided(program, read_people(program), file and file.absolute(), publish=publish, write=not look, by=by, on=day, tell=tell)
    for line in (text(msg("No pair is approved and not published yet; nothing was changed.")),) if file is None and found.nothing else show(program, found).lines(text):
        if line not in told:
            write(text, line)
    if look and found.problems:
        raise typer.Exit(2)
    say(text, msg("Next: {command}", command=_after(path, file, found, publish, look)))


def _after(path: Path, file: Path | None, found: Any, publish: bool, look: bool) -> str:
    """What comes next: record, compute again, or publish."""
    if look and not found.nothing:
        return f"{ME} decide {quoted(path)} {quoted(file) if file else '--publish'}"
    return f"{ME} decide {quoted(path)} --publish" if found.approved and not publish else f"{ME} run {quoted(path)}"


@app.command(epilog="Example:  python -m mentorkit status results")
def status(folder: Annotated[Path, typer.Argument(help="The results folder of a batch.", metavar="DIR")] = Path("results"), language: Spoken = None) -> None:
    """Say which results are stale, and why."""
    from mentorkit.batch.progress import STATUS_WORDS
    from mentorkit.batch.status import standings

    text = _text(language)
    found = standings(folder)
    for standing in found:
        state = msg("up to date") if not standing.reasons else msg("stale")
        say(text, msg("{name}: {status}, {state}", name=standing.name, status=STATUS_WORDS[standing.status], state=state))
        for reason in standing.reasons:
            say(text, reason, indent="  ")
    stale = [standing for standing in found if standing.reasons]
    again = " ".join(dict.fromkeys(quoted(Path(standing.path).parent) for standing in stale if standing.path)) or "PATH"
    if not found:
        say(text, msg("No results here yet. Next: {command}", command=f"{ME} batch PATH --out {quoted(folder)}"))
    elif stale:
        say(text, msg("Next: {command}", command=f"{ME} batch {again} --out {quoted(folder)}"))
    else:
        say(text, msg("Next: nothing to do. Open {file} in a browser.", file=str(folder / "index.html")))


@app.command(epilog="Example:  python -m mentorkit lab data/private/my-programme")
def lab(
    folder: Annotated[Path | None, typer.Argument(help="The folder of a programme; without it, a start page with recent programmes and the examples.", metavar="FOLDER")] = None,
    port: Port = None,
    browser: Browser = True,
    keep_outputs: Annotated[bool, typer.Option("--keep-outputs", help="Keep what notebooks show; without it outputs are dropped on closing.")] = False,
    language: Spoken = None,
) -> None:
    """Open the workbook in JupyterLab: working copies of the notebooks in the programme's folder. Stop it with Ctrl+C."""
    from mentorkit import publish
    from mentorkit.jupyter.lab import open_lab

    text = _text(language)
    publish.prepare()
    open_lab(folder, language=text.language, say=lambda message: say(text, message), browser=browser, port=port, keep_outputs=keep_outputs)


@app.command(epilog="Example:  python -m mentorkit demo data/programs/harbour-2026 --check")
def demo(
    path: Annotated[Path | None, typer.Argument(help="A programme's folder; without it, an example.", metavar="PATH")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only try whether everything is ready for a room, and say so: 0 ready, 2 not.")] = False,
    port: Port = None,
    browser: Browser = True,
    results: Annotated[Path | None, typer.Option("--results", help="The results folder of a batch, for the last screen.", metavar="DIR")] = None,
    real_ids: Annotated[bool, typer.Option("--real-ids", help="Show ids and free text as they are instead of made-up first names.")] = False,
    language: Spoken = None,
) -> None:
    """Show all stages as a live app in the browser, on a copy with made-up first names. Stop it with Ctrl+C."""
    from mentorkit import publish
    from mentorkit.jupyter.demo import check_demo, open_demo

    text = _text(language)
    publish.prepare()
    if not check:
        open_demo(path, say=lambda message: say(text, message), browser=browser, port=port, real_ids=real_ids, results=results)
        return
    ready = check_demo(path, say=lambda message: say(text, message), port=port, real_ids=real_ids, results=results)
    where = f" {quoted(path)}" if path else ""
    say(text, msg("Next: {command}", command=f"{ME} {'demo' if ready else 'check'}{where}"))
    if not ready:
        raise typer.Exit(2)


@app.command(epilog="Example:  python -m mentorkit build --check")
def build(check: Annotated[bool, typer.Option("--check", help="Only say whether the built notebooks are those of their sources.")] = False, language: Spoken = None) -> None:
    """Make the notebooks in both languages from notebooks/source, with stored outputs."""
    from mentorkit.batch.build import build as built
    from mentorkit.batch.build import stale

    text = _text(language)
    if check:
        found = stale()
        for name in found:
            say(text, msg("{name} is not what its source says.", name=name))
        if found:
            say(text, msg("Next: {command}", command=f"{ME} build"))
            raise typer.Exit(1)
        say(text, msg("All notebooks are those of their sources."))
        return
    written = built(said=lambda name: print(name, file=sys.stderr, flush=True))
    say(text, msg_n("{n} notebook was written. Next: {command}", "{n} notebooks were written. Next: {command}", len(written), command="git diff --stat notebooks"))


def main() -> None:
    """Run the command line; whatever happens ends in sentences and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles speak another alphabet otherwise
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(prog_name=ME)
    except FolderLocked as error:
        fail(error, 3)
    except MentorkitError as error:
        fail(error, 2)
    except OSError as error:
        message = msg("A file could not be read or written: {reason}.", reason=f"{error.strerror or type(error).__name__}: {Path(str(error.filename or '')).name}")
        fail(MentorkitError(message, code="MK-E008"), 2)
    except KeyboardInterrupt:
        print(text_for("en")(msg("Interrupted.")), file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        unexpected(error)


def _batch(paths: list[Path], out: Path, language: Language | None, **settings: Any) -> None:
    from mentorkit.batch.progress import shown
    from mentorkit.batch.run import exit_code, run_batch

    text = _text(language)
    with shown(text) as progress:
        done = run_batch(paths, out, language=language.value if language else None, progress=progress, **settings)
    count = {status: done.count(status) for status in ("done", "not_ready", "decided_otherwise", "failed")}
    say(
        text,
        msg_n(
            "{n} programme: done {done}, not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
            "{n} programmes: done {done}, not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
            len(done.reports), done=count["done"], waiting=count["not_ready"], otherwise=count["decided_otherwise"], failed=count["failed"],
        ),
    )  # fmt: skip
    if done.interrupted:
        say(text, msg("Interrupted. What was finished is kept; the same command goes on with the rest."))
    elif count["failed"]:
        say(text, msg("Next: {command}", command=f"{ME} check {' '.join(quoted(p) for p in paths)}"))
    say(text, msg("Look at {file}", file=str(out / "index.html")))
    raise typer.Exit(exit_code(done))


def _check(path: Path, text: Text) -> int:
    problems, warnings = _problems(path)
    name = f"{path.parent.name}/{path.name}"
    if not problems:
        say(text, msg("{name}: no problems.", name=name))
    else:
        wrong = sum(problem.kind == "wrong" for problem in problems)
        say(
            text,
            msg_n(
                "{name}: {n} problem, {wrong} wrong, {missing} missing.",
                "{name}: {n} problems, {wrong} wrong, {missing} missing.",
                len(problems), name=name, wrong=wrong, missing=len(problems) - wrong,
            ),
        )  # fmt: skip
    for problem in problems:
        kind = text(msg("wrong")) if problem.kind == "wrong" else text(msg("missing"))
        notebook = f" [{problem.notebook}]" if problem.notebook else ""
        write(text, f"  {kind}: {problem.code} {problem.sentence(text)}{notebook}")
    for warned in warnings:
        write(text, f"  {text(msg('noticed'))}: {warned.code} {text(warned.message)}")
    return len(problems)


def _problems(path: Path) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    from mentorkit.errors import InvalidProgram
    from mentorkit.program.program import open_program

    try:
        program = open_program(path)
    except InvalidProgram as error:
        return tuple(sorted(error.problems, key=lambda p: p.order)), ()
    from mentorkit.report.open_points import once
    from mentorkit.stages.start import folder_problems

    found, warned = folder_problems(program)
    return once(sorted(found, key=lambda p: p.order)), warned


def _templates(text: Text) -> None:
    from mentorkit.program.templates import TEMPLATES

    say(text, msg("The templates, each in English and Hebrew:"))
    for template in TEMPLATES:
        write(text, f"  {template.key:12} {text(template.title)}: {text(template.line)}")


def _text(language: Language | None) -> Text:
    return text_for(language.value if language else "en")
