"""An objection, from quoted words of 0.0.8 to its place on 0.0.9: by pages alone, and by programs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consensus.config import ROOT
from tests.early import ANA, BEN, ROSA, Early, begin, early_at
from tests.program import Program
from tests.serving import serving
from tests.visitor import Visitor

KEY = "data-information"
WORDS = "a skilled person"
OBJECTION = (
    "Nobody can tell who counts as skilled. A hospital that wants to retrain a system cannot plan with that."
)
WHY = "Then one can look it up."
NEW = "a person with ordinary skill in the art"
ANSWER = "The clause now names the ordinary skill in the art, which courts know; it names no profession."
SUSTAINED = "It still names no field. Ordinary skill in which art?"
# The clause as 0.0.9 has it, with and without the suggestion.
NEXT = "detailed enough for a skilled person to recreate"
TAKEN = f"detailed enough for {NEW} to recreate"


@pytest.fixture
def early(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Early]:
    """0.0.8 is open, and 0.0.9 is in hand unless a program brings it; nothing goes wrong unnoticed."""
    begin(tmp_path, in_hand="programs" not in request.function.__name__)
    found = early_at(tmp_path)
    with serving(found.site):
        yield found
    assert "unexpected error" not in found.site.log


def visitor(early: Early, email: str) -> Visitor:
    """Somebody's browser, signed in."""
    return Visitor(early.site.url).open(early.link(email)).send("Sign in")


def test_by_pages_without_a_script(early: Early) -> None:
    ana, ben, rosa, reader = (
        visitor(early, ANA),
        visitor(early, BEN),
        visitor(early, ROSA),
        Visitor(early.site.url),
    )

    objection = object_to_words(ana)
    suggestion = suggest_others(ben)
    take_it_in(rosa, suggestion)
    publish(rosa)
    answer(rosa, suggestion, objection)
    sustain(ana, objection)

    it_stands_on_the_new_draft(reader, objection)
    change_and_comments_lead_to_each_other(reader, objection, suggestion)
    assert "each following from the one before" in early.site.run("ledger", "verify")


def object_to_words(ana: Visitor) -> int:
    """With words that do not stand there it is refused, and what was typed comes back. → its number."""
    ana.open(f"/drafts/0.0.8/clauses/{KEY}/comment")
    ana.send("Post", quote="a skilful person maybe", body=OBJECTION, kind="objection")
    assert (ana.status, "These words do not stand in the clause" in ana.words) == (422, True)
    ana.send("Preview", quote=WORDS)
    assert ana.page.css_first(".preview .quoted").text() == WORDS
    ana.send("Post")
    assert "Your objection is posted. It stands, also in later drafts" in ana.words
    return number_in(ana.url)


def suggest_others(ben: Visitor) -> int:
    """Ben has better words. → the number of his comment."""
    ben.open(f"/drafts/0.0.8/clauses/{KEY}/")
    assert "1 comment, 1 objection stands" in ben.words
    ben.open(f"/drafts/0.0.8/clauses/{KEY}/suggest")
    said = ben.page.css_first("[name='text-1']").text()
    ben.send("Post the suggestion", **{"text-1": said.replace(WORDS, NEW), "body": WHY})
    assert (ben.status, WHY in ben.words) == (200, True)
    return number_in(ben.url)


def take_it_in(rosa: Visitor, suggestion: int) -> None:
    """Its words changed elsewhere in 0.0.9; it is fitted to them."""
    rosa.open(f"/comments/{suggestion}").open(link(rosa, "Take it into a draft"))
    assert "fitted to the newer words" in rosa.words
    rosa.send("Accept it into 0.0.9")
    assert "The suggestion is taken into draft 0.0.9, and both are linked." in rosa.words


def publish(rosa: Visitor) -> None:
    """As it stands."""
    rosa.open("/desk/drafts/0.0.9/publish").send("Do it", when="now")
    assert "Draft 0.0.9 is published." in rosa.words


def answer(rosa: Visitor, *comments: int) -> None:
    """Both are answered, each linked to the change; without a reason that is none."""
    for number in comments:
        rosa.open(f"/desk/comments/{number}").send("Show what it changed", resolved_in="0.0.9")
        rosa.send("Answer, on record", outcome="accepted-in-part", reason="No.")
        assert (rosa.status, "Say why, in words that respond to what was said" in rosa.words) == (422, True)
        rosa.send("Answer, on record", reason=ANSWER, further=KEY)
        assert "Answered, on record." in rosa.words


def sustain(ana: Visitor, objection: int) -> None:
    """The answer does not satisfy Ana, and she says why."""
    ana.open(f"/comments/{objection}").open(link(ana, "Answer, or let go of it"))
    ana.send("Answer, on record", answer="sustain", reason="")
    assert ana.status == 422
    ana.send("Answer, on record", answer="sustain", reason=SUSTAINED)
    assert "You sustain what you said." in ana.words


def it_stands_on_the_new_draft(reader: Visitor, objection: int) -> None:
    """On the new words, as said of earlier ones, with those and all that was said since."""
    reader.open(f"/drafts/0.0.9/clauses/{KEY}/?filter=objections")
    card = reader.page.css_first(f"#c{objection}")
    words = " ".join(card.text().split())
    assert "Objection, sustained by its author" in words
    assert "said of earlier words: draft 0.0.8" in words
    assert card.css_first(".quoted.gone q").text() == WORDS
    for said in (OBJECTION, ANSWER, SUSTAINED, "Accepted in part", "about words that are gone"):
        assert said in words
    reader.open("/drafts/0.0.9/")
    assert "Objection, sustained by its author" in " ".join(reader.page.css_first(f"#{KEY}").text().split())
    reader.open("/drafts/0.0.9/talk/?filter=objections")
    assert [card.attributes["id"] for card in reader.page.css("article.comment")] == [f"c{objection}"]
    steps = [
        " ".join(step.text().split())
        for step in reader.open(f"/comments/{objection}").page.css(".steps-since li")
    ]
    assert [step.split(",")[0] for step in steps] == [
        "made on draft 0.0.8",
        "sustained by its author on draft 0.0.9",
    ]


def change_and_comments_lead_to_each_other(reader: Visitor, *comments: int) -> None:
    """The clause in 0.0.9 names both comments, and each comment the clause in 0.0.9."""
    reader.open(f"/drafts/0.0.9/clauses/{KEY}/")
    assert NEW in reader.page.css_first(".text.one").text()
    named = [each.attributes["href"] for each in reader.page.css(".answered a")]
    assert sorted(named) == sorted(f"/comments/{number}" for number in comments)
    for number in comments:
        answered = reader.open(f"/comments/{number}").page.css_first(".disposition-title")
        assert [each.attributes["href"] for each in answered.css("a")] == [
            "/drafts/0.0.9/",
            f"/drafts/0.0.9/clauses/{KEY}/",
        ]
    reader.open("/drafts/0.0.9/dispositions/")
    assert reader.status == 200


def number_in(url: str) -> int:
    """The number of the comment that a page shows."""
    found = re.search(r"/comments/(\d+)", url)
    assert found is not None, url
    return int(found[1])


def link(visitor: Visitor, words: str) -> str:
    """Where a link of these words leads."""
    found = next(each for each in visitor.page.css("a") if " ".join(each.text().split()) == words)
    return str(found.attributes["href"])


def test_by_programs(early: Early) -> None:
    site = early.site
    ana, ben, rosa = (Program(site.url, early.tokens[each]) for each in (ANA, BEN, ROSA))
    reader = Program(site.url)
    place = f"/drafts/0.0.8/clauses/{KEY}/comments"

    objection = asked(
        ana, "POST", place, {"body": OBJECTION, "kind": "objection", "quote": {"exact": WORDS}}, status=201
    )
    clause = next(each for each in asked(reader, "GET", "/drafts/0.0.8")["clauses"] if each["key"] == KEY)
    new = clause["markdown"].replace(WORDS, NEW)
    suggestion = asked(ben, "POST", place, {"body": WHY, "suggestion": new}, status=201)
    assert (objection["standing"], objection["anchor"], suggestion["suggestion"]) == (True, "exact", new)

    next_draft = {"version": "0.0.9", "summary": "Ordinary skill in the art.", "files": files_of_next()}
    asked(rosa, "POST", "/drafts", next_draft, status=201)
    asked(rosa, "POST", "/drafts/0.0.9/publication")
    for said in (objection, suggestion):
        decided = {"outcome": "accepted-in-part", "reason": ANSWER, "resolved_in": "0.0.9", "clauses": [KEY]}
        asked(rosa, "PUT", f"/comments/{said['id']}/disposition", decided)
    itself = f"/comments/{objection['id']}"
    refused, problem, _headers = ana.ask("POST", f"{itself}/reply-to-disposition", {"answer": "sustain"})
    assert (refused, list(problem["errors"])) == (422, ["reason"])
    sustained = asked(
        ana, "POST", f"{itself}/reply-to-disposition", {"answer": "sustain", "reason": SUSTAINED}
    )

    stands = {"standing": True, "state": "sustained", "carried": "changed", "anchor": "gone"}
    assert {name: sustained[name] for name in stands} == stands
    assert sustained["disposition"]["answer"]["reason"] == SUSTAINED
    assert [sustained["disposition"][name] for name in ("resolved_in", "clauses")] == ["0.0.9", [KEY]]
    assert sustained["wording"] == clause["wording"]
    listed = asked(reader, "GET", f"/drafts/0.0.9/clauses/{KEY}/comments")["items"]
    assert [each["id"] for each in listed] == [objection["id"], suggestion["id"]]
    assert [each["disposition"]["clauses"] for each in listed] == [[KEY], [KEY]]
    counted = next(each for each in asked(reader, "GET", "/drafts/0.0.9")["clauses"] if each["key"] == KEY)
    assert (counted["comments"], counted["objections"]) == (2, 1)
    change_and_comments_lead_to_each_other(Visitor(site.url), objection["id"], suggestion["id"])
    assert "each following from the one before" in site.run("ledger", "verify")


def asked(program: Program, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
    """What the API answers when all goes well."""
    answered, document, _headers = program.ask(method, path, body)
    assert answered == status, (path, document)
    return document


def files_of_next() -> list[dict[str, str]]:
    """0.0.9 with the words that were suggested."""
    folder = ROOT / "content" / "drafts" / "0.0.9"
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
    assert sum(text.count(NEXT) for text in texts.values()) == 1
    return [{"name": name, "markdown": text.replace(NEXT, TAKEN)} for name, text in texts.items()]
