"""Rule 14: one door for Markdown. Nothing else makes HTML from people's words, and no page carries script or style."""

import ast
import re

import pytest
from jinja2.defaults import DEFAULT_FILTERS

from .source import TEMPLATES, sources, templates

TEXT_ROOMS = "consensus/kit/text/"
# Templates are escaped by the ending of their names; text of a mail needs none.
ESCAPED, PLAIN = {".html", ".svg", ".xml"}, {".txt"}
FORBIDDEN = {
    "|safe": r"\|\s*safe\b",
    "autoescape": r"\bautoescape\b",
    "Markup": r"\bMarkup\s*\(",
    "inline style": r"""\sstyle\s*=""",
    "inline handler": r"""<[^>]*\son[a-z]+\s*=""",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "style element": r"<style\b",
    "javascript address": r"javascript:",
}
# A page that is exported whole, to be read and printed without this site; it is served by no address.
EXPORTED = {("style element", "drafts/printed.html"), ("style element", "roadshow/sheet_file.html")}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def called(function: ast.expr) -> str:
    """The name by which something is called."""
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_markup_is_made_in_one_place() -> None:
    made = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        if not source.name.startswith(TEXT_ROOMS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and called(node.func) in ("Markup", "__html__")
    ]

    assert made == []


def test_html_is_not_written_in_python_elsewhere() -> None:
    """Strings with tags outside of the text rooms would sooner or later be joined with somebody's words."""
    written = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        if not source.name.startswith((TEXT_ROOMS, READS_HTML))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.JoinedStr) and any(_has_tag(part) for part in node.values)
    ]

    assert written == []


# Readers of drafts from elsewhere: they take HTML apart, and what they give is Markdown.
READS_HTML = "consensus/drafts/sources/"


def _has_tag(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and bool(re.search(r"(?<!\?P)</?[a-z]+[ >]", str(part.value)))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    found = [
        f"{path.relative_to(TEMPLATES)}:{text[: hit.start()].count(chr(10)) + 1}: {hit[0]}"
        for path in templates()
        if (text := _without_comments(path.read_text("utf-8")))
        for hit in re.finditer(FORBIDDEN[what], text, re.IGNORECASE)
        if (what, path.relative_to(TEMPLATES).as_posix()) not in EXPORTED
    ]

    assert found == []


def _without_comments(text: str) -> str:
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def test_every_template_is_escaped_or_plain_text() -> None:
    endings = {path.suffix for path in templates()}

    assert endings - ESCAPED - PLAIN == set()
    assert [path.name for path in templates() if path.suffix in PLAIN and path.parent.name != "mail"] == []


@pytest.mark.parametrize(
    "what, text",
    [
        ("|safe", "{{ words | safe }}"), ("inline style", '<p style="color: red">'), ("inline script", "<script>1</script>"),
        ("inline handler", '<a href="#" onclick="x()">'), ("style element", "<style>"), ("Markup", "{{ Markup(x) }}"),
    ],
)  # fmt: skip
def test_what_is_forbidden_would_be_found(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text, re.IGNORECASE)


def test_no_name_is_given_to_templates_twice() -> None:
    """A later feature would take a filter of an earlier one away, and its pages would fail."""
    given = [
        keyword.arg
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and called(node.func) == "update" and _is_of_templates(node.func)
        for keyword in node.keywords
    ]

    assert sorted(given) == sorted(set(given))
    assert len(given) > 20


def _is_of_templates(function: ast.expr) -> bool:
    return bool(re.search(r"jinja_env\.(filters|globals)\.update$", ast.unparse(function)))


OF_A_CONSTANT = re.compile(r"""("[^"{}]*"|'[^'{}]*')\s*\|\s*(\w+)""")


def test_no_filter_of_ours_is_given_a_constant() -> None:
    """A template's constants are reckoned when it is compiled: the words would stay in the language of its first reader."""
    found = [
        f"{path.relative_to(TEMPLATES)}: {match[0]}"
        for path in templates()
        for block in re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8"), re.DOTALL)
        for match in OF_A_CONSTANT.finditer(block)
        if match[2] not in DEFAULT_FILTERS
    ]

    assert found == []


def test_a_constant_given_to_a_filter_would_be_found() -> None:
    assert OF_A_CONSTANT.search('{{ "pass"|criterion_state }}')
