"""Our own format: strict where a review depends on it."""

import pytest

from consensus.systems.answers import Answer
from consensus.systems.found import Link, Outcome, SystemFound, VersionFound
from consensus.systems.sources import SourceError, read, read_review

SYSTEM = """\
slug: my-model
name: My Model
maker: Me
kind: text
source: https://example.org/
published: {draft: 0.0.8, outcome: conforms, source: https://example.org/report}
versions:
- version: 1.0
  date: 2024-05-01
  links: {paper: https://example.org/paper}
  licences: [MIT, CC-BY-4.0]
- version: 1.10
  licences: {model-parameters: Gemma, training-code: MIT}
reviews:
- draft: 0.0.8
  version: 1.0
  reviewer: Ana
  affiliation: A University
  maker: no
  answers:
  - component: training-code
    available: yes
    licence: MIT
    document: https://example.org/LICENSE
    evidence: https://example.org/code
    note: <b>fine</b>
    use: allowed
    share: Conditions
  - {component: data-card, available: false}
  - {component: model-card}
"""
REVIEW = "system: x\nreviewer: Ana\ndraft: 0.0.8\nversion: 1.0\nmaker: true\nrecused: yes\nfunding: A grant\nanswers: []\n"


def system(text: str = SYSTEM) -> SystemFound:
    return read("my.yaml", text)


def test_a_system_is_read_whole() -> None:
    found = system()

    assert (found.slug, found.name, found.maker, found.kind) == ("my-model", "My Model", "Me", "text")
    assert found.versions == (
        VersionFound(
            "1.0", "2024-05-01", (Link("https://example.org/paper", "paper"),), ("MIT", "CC-BY-4.0")
        ),
        VersionFound("1.10", "", (), ("Gemma", "MIT")),
    )
    assert found.licences == ("MIT", "CC-BY-4.0", "Gemma")
    assert (found.source.registry, found.source.id, found.source.url) == ("", "my", "https://example.org/")
    assert found.published == Outcome("0.0.8", "conforms", "https://example.org/report")
    assert found.cautions == ()


def test_a_review_is_read_whole() -> None:
    (review,) = system().reviews

    assert (review.system, review.draft, review.version, review.reviewer, review.affiliation) == (
        "my-model", "0.0.8", "1.0", "Ana", "A University",
    )  # fmt: skip
    assert (review.maker, review.recused) == (False, False)
    assert review.answers == (
        Answer(
            "training-code", "yes", "MIT", "https://example.org/LICENSE", "https://example.org/code", "<b>fine</b>",
            use="allowed", share="conditions",
        ),
        Answer("data-card", "no"),
        Answer("model-card", "unknown"),
    )  # fmt: skip


def test_a_review_may_stand_in_a_file_of_its_own() -> None:
    review, cautions = read_review("r.yaml", REVIEW)

    assert (review.system, review.maker, review.recused, review.funding, cautions) == (
        "x",
        True,
        True,
        "A grant",
        (),
    )


def test_the_slug_is_made_from_the_name_where_there_is_none() -> None:
    assert read("x.yaml", "name: Größer + 1\nmaker: Me\nversions: [{version: 1}]").slug == "grosser-plus-1"


@pytest.mark.parametrize("old, new, line, says", [
    ("name: My Model", "name: ''", 2, "`name` is missing"), ("maker: Me", "maker:", 3, "`maker` is missing"),
    ("slug: my-model", "slug: My Model", 1, "no slug"), ("version: 1.10", "version: 1.0", 12, "second version"),
    ("- version: 1.10", "- date: 2024", 12, "`version` is missing"), ("reviews:\n- draft", "reviews:\n  draft", 14, "list of tables"),
    ("available: yes", "available: maybe", 22, "it can be yes, no, unknown"), ("use: allowed", "use: yes", 27, "it can be allowed"),
    ("component: data-card", "component: training-code", 29, "answered a second time"), ("maker: no", "maker: perhaps", 19, "true or false"),
    ("- draft: 0.0.8", "- draft:", 15, "`draft` is missing"), ("  version: 1.0\n  rev", "  version: 2.0\n  rev", 16, "does not have"),
    ("  reviewer: Ana", "  system: other", 17, "among those of"), ("{component: model-card}", "{available: no}", 30, "`component` is missing"),
    ("{component: model-card}", "model-card", 20, "list of tables"),
])  # fmt: skip
def test_a_mistake_is_refused_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert SYSTEM.count(old) == 1

    with pytest.raises(SourceError) as caught:
        system(SYSTEM.replace(old, new))

    assert says in caught.value.message
    assert caught.value.line == line


def test_two_reviews_of_the_same_by_one_person_are_refused() -> None:
    with pytest.raises(SourceError, match="a second review"):
        system(SYSTEM + SYSTEM.partition("reviews:\n")[2])


@pytest.mark.parametrize("old, new, message", [
    ("kind: text", "colour: blue", "'colour' is not known here and is left out"),
    ("date: 2024-05-01", "date: someday", "“someday” is no date and is left out"),
    ("document: https://example.org/LICENSE", "document: javascript:alert(1)", "“javascript:alert(1)” is no web address and is left out"),
    ("    use: allowed", "    mood: good", "'mood' is not known here and is left out"),
])  # fmt: skip
def test_what_is_merely_odd_is_left_out_and_told(old: str, new: str, message: str) -> None:
    assert [each.message for each in system(SYSTEM.replace(old, new)).cautions] == [message]


@pytest.mark.parametrize("old, new", [("    licence: MIT", "    License: MIT"), ("maker: Me", "Maker: Me"), ("- draft: 0.0.8", "- Draft: 0.0.8")])  # fmt: skip
def test_names_spelt_in_another_way_are_read_and_told(old: str, new: str) -> None:
    found = system(SYSTEM.replace(old, new))

    assert found.reviews[0].answers == system().reviews[0].answers and found.maker == "Me"
    assert ["is read as" in each.message for each in found.cautions] == [True]


def test_a_system_without_a_version_is_refused() -> None:
    with pytest.raises(SourceError, match="at least one version"):
        read("x.yaml", "name: X\nmaker: Me\nversions: []")


@pytest.mark.parametrize("line", ["system: x\n", "reviewer: Ana\n"])
def test_a_review_of_its_own_says_whose_it_is_and_of_what(line: str) -> None:
    with pytest.raises(SourceError, match="says `system` and `reviewer`"):
        read_review("r.yaml", REVIEW.replace(line, ""))


def test_thousands_of_answers_are_refused() -> None:
    rows = "".join(f"- {{component: c{number}}}\n" for number in range(300))

    with pytest.raises(SourceError, match="at most 200"):
        read_review("r.yaml", REVIEW.replace("answers: []\n", f"answers:\n{rows}"))


def test_a_system_is_no_review() -> None:
    with pytest.raises(SourceError, match="system import"):
        read_review("my.yaml", SYSTEM)
