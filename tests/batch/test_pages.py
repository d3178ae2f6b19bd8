"""Executed notebooks as pages: escaped prose, one output per cell, ids apart, friendly lines instead of tracebacks."""

import nbformat
import pytest

from mentorkit.batch.engine import Ran
from mentorkit.batch.pages import CODES, fragment
from mentorkit.text import text_for

EN = text_for("en")


def _ran(*cells, state="done", **rest) -> Ran:
    return Ran(nbformat.v4.new_notebook(cells=list(cells)), state, **rest)


def _code(*outputs, cell="c"):
    return nbformat.v4.new_code_cell("secret = 1", id=cell, outputs=list(outputs))


def _shown(**data):
    return nbformat.v4.new_output("display_data", data={key.replace("_", "/"): value for key, value in data.items()})


def test_prose_is_never_markup():
    """HTML in prose is shown as text, scripts in addresses are emptied, pictures from elsewhere are not fetched."""
    html = fragment(_ran(nbformat.v4.new_markdown_cell("# T\n\n<script>x</script>\n\n[a](javascript:alert(1)) ![pic](http://x/y.png)")), "s04", EN)
    assert "<script" not in html and "javascript:" not in html and "<img" not in html and "http:" not in html
    assert "<h2>T</h2>" in html


def test_code_is_hidden_and_html_comes_before_pictures_and_text():
    """Of one output HTML is shown, else a picture with words, else text; code never."""
    html = fragment(_ran(_code(_shown(text_html="<b>best</b>", text_plain="plain")), _code(_shown(image_png="AAAA", text_plain="a <figure>"), cell="d")), "s04", EN)
    assert "<b>best</b>" in html and "plain" not in html and "secret" not in html
    assert 'alt="a &lt;figure&gt;"' in html and "data:image/png;base64,AAAA" in html


def test_scripts_and_styles_of_outputs_are_dropped():
    """A page needs no script, and its style sheet stands in its head."""
    html = fragment(_ran(_code(_shown(text_html="<style>a{}</style><p>kept</p><script>run()</script>"))), "s04", EN)
    assert html == "<p>kept</p>"


def test_streams_of_errors_are_not_shown():
    """What libraries print on the error stream can name places of a machine."""
    html = fragment(_ran(_code(nbformat.v4.new_output("stream", name="stderr", text="/home/x"), nbformat.v4.new_output("stream", name="stdout", text="a < b"))), "s04", EN)
    assert "/home" not in html and "a &lt; b" in html


def test_ids_are_apart():
    """Ids begin with the stage; a second use gets a number; what refers to them follows; text that looks like an id stays."""
    table = '<table id="04_pairs"></table><label for="04_pairs">id=&quot;x&quot; id="no"</label><a href="#04_pairs">up</a>'
    html = fragment(_ran(_code(_shown(text_html=table)), _code(_shown(text_html=table), cell="d")), "s04", EN)
    assert html.count('id="s04-04_pairs"') == 1 and html.count('id="s04-04_pairs-2"') == 1
    assert 'for="s04-04_pairs"' in html and 'href="#s04-04_pairs' in html and 'id="no"' in html


def test_links_between_notebooks_become_links_between_pages():
    """A link to another notebook leads to its page."""
    assert 'href="04_pairing.html"' in fragment(_ran(nbformat.v4.new_markdown_cell("[next](04_pairing.ipynb)")), "s03", EN)


def test_a_refusal_shows_its_lines_and_nothing_after():
    """Where a notebook stopped, what is missing stands instead of a traceback; later cells are not shown."""
    error = nbformat.v4.new_output("error", ename="NotReady", evalue="english", traceback=["Traceback /home/x"])
    later = nbformat.v4.new_markdown_cell("after")
    html = fragment(_ran(_code(error), later, state="not_ready", cell="c", lines=("english",)), "s04", EN, ["Still <needed>:", "a weight"])
    assert "Still &lt;needed&gt;:" in html and "<li>a weight</li>" in html
    assert "Traceback" not in html and "after" not in html and "english" not in html


@pytest.mark.parametrize("cause", sorted(CODES))
def test_a_crash_shows_one_neutral_sentence_with_its_code(cause):
    """No value of an error reaches a page."""
    error = nbformat.v4.new_output("error", ename="KeyError", evalue="Dana Levi", traceback=["Dana Levi"])
    html = fragment(_ran(_code(error), state="failed", cell="c", cause=cause), "s04", EN)
    assert CODES[cause] in html and "Dana" not in html and "KeyError" not in html
