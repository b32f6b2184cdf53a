"""One clause through all drafts."""

import re
from typing import Any

from consensus.api.schemas import ClauseHistorySchema, WordingSchema
from consensus.ledger import SETUP
from tests.api.conftest import Program
from tests.api.texts import THIRD, prepared, published

from .test_drafts import names


def test_a_clause_tells_its_words_in_every_draft(nobody: Program, drafts: Any) -> None:
    clause = nobody.get("/clauses/study").get_json()

    assert set(clause) == names(ClauseHistorySchema)
    assert {frozenset(wording) for wording in clause["wordings"]} == {frozenset(names(WordingSchema))}
    assert (clause["key"], clause["aliases"], clause["since"], clause["until"]) == (
        "study",
        [],
        "0.0.1",
        "0.0.2",
    )
    assert [(each["draft"], each["number"], each["text"], each["change"]) for each in clause["wordings"]] == [
        ("0.0.1", "2.3", "Study how it works.", "new"),
        ("0.0.2", "2.3", "Study how it works and inspect its parts.", "edited"),
    ]
    assert [bool(re.fullmatch("[0-9a-f]{64}", each["wording"])) for each in clause["wordings"]] == [
        True,
        True,
    ]


def test_a_removed_clause_keeps_its_address(nobody: Program, drafts: Any) -> None:
    clause = nobody.get("/clauses/old").get_json()

    assert (clause["since"], clause["until"], len(clause["wordings"])) == ("0.0.1", "0.0.1", 1)


def test_an_alias_answers_with_the_lasting_key(nobody: Program, drafts: Any) -> None:
    published(THIRD.replace("{#share}", "{#sharing}"), by=SETUP)
    clause = nobody.get("/clauses/sharing").get_json()

    assert (clause["key"], clause["aliases"]) == ("share", ["sharing"])
    assert [each["draft"] for each in clause["wordings"]] == ["0.0.2", "0.0.3"]


def test_what_a_clause_came_from_and_became_is_told(nobody: Program, drafts: Any) -> None:
    joined = THIRD.replace("- **Use** it for any purpose. {#use}\n", "").replace(
        "**Study** how it works and inspect its parts.",
        "**Use** it for any purpose and study how it works and inspect its parts.",
    )
    published(joined, by=SETUP)
    row = next(row for row in nobody.get("/drafts/0.0.3/map").get_json()["map"] if row["kind"] == "merged")
    kept, gone = row["key"], next(key for key in row["from"] if key != row["key"])

    assert gone in nobody.get(f"/clauses/{kept}").get_json()["came_from"]
    assert kept in nobody.get(f"/clauses/{gone}").get_json()["became"]


def test_a_clause_that_is_only_prepared_is_404(editor: Program, drafts: Any) -> None:
    prepared(THIRD + "\n\nNew words that nobody has seen. {#unseen}\n", by=SETUP)

    assert editor.get("/clauses/unseen").status_code == 404
