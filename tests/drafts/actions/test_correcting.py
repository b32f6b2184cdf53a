import pytest
from sqlalchemy import select

from consensus.drafts.actions import correct_map, correction_preview, decide_map, withdraw_draft
from consensus.drafts.actions.correcting import corrections_of
from consensus.drafts.errors import (
    AlreadyWithdrawn,
    CorrectionIsStale,
    NeedsASecondMaintainer,
    NoSuchClause,
    NotPublished,
)
from consensus.drafts.models import Change, Clause, Wording
from consensus.drafts.queries import (
    changes_into,
    changes_of,
    clause_in,
    clause_named,
    history_of,
    lineage_of,
    rows_of,
)
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after, first_broken_link, revision
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account

REASON = "The alignment was wrong."


@pytest.fixture
def drafts(app):
    """Two published drafts; `study` was called editorial."""
    first = published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    with transaction():
        decide_map(draft, [{"key": "study", "significance": "editorial"}], by=SETUP)
    return first, publish(draft)


def correct(draft, *changes, by=SETUP, **given):
    with transaction():
        return correct_map(draft, changes, reason=given.pop("reason", REASON), by=by, **given)


def kinds(draft):
    return {key: str(change.kind) for key, change in changes_into(draft).items()}


def meanings(draft):
    return {row.key: row.meaning_id for row in rows_of(draft)}


def test_a_correction_says_where_a_clause_came_from_after_all(drafts):
    first, second = drafts

    correct(second, {"key": "parameters", "from": ["permission"]})

    change = changes_into(second)["parameters"]
    assert (str(change.kind), change.sources) == ("edited", ("permission",))
    assert [change.key for change in changes_of(second) if change.kind == "removed"] == []
    assert sorted(lineage_of(clause_named("parameters"))) == ["parameters", "permission"]


def test_its_effect_can_be_seen_before_and_changes_nothing(drafts):
    _first, second = drafts
    before = changes_of(second)

    effect = correction_preview(second, [{"key": "parameters", "from": ["permission"]}])

    assert [(each.key, str(was.kind), str(each.kind)) for was, each in effect.differs] == [
        ("parameters", "new", "edited")
    ]
    assert (effect.splits, effect.parted) == ((), {})
    assert changes_of(second) == before


def test_it_is_on_record_with_all_that_a_recount_needs(drafts):
    first, second = drafts
    shared = meanings(first)["study"]
    ana = make_account(role="maintainer")

    correct(second, {"key": "study", "significance": "substantive"}, by=ana)

    entry = entries_after(0)[-1]
    assert (entry.verb, entry.subject, entry.by) == ("draft.map-corrected", "draft:0.2", ana.actor_id)
    assert entry.details["meanings"] == [["study", shared, meanings(second)["study"]]]
    assert entry.details["keys"] == ["study"]
    assert revision(["clause:study"]) == entry.n
    assert corrections_of(second) == 1
    assert first_broken_link() is None


@pytest.mark.parametrize(
    ("change", "given", "refusal"),
    [
        ({"key": "nothing", "from": []}, {}, Invalid),
        ({"key": "use", "from": ["nothing"]}, {}, Invalid),
        ({"key": "use", "from": ["use"]}, {}, Invalid),
        ({"key": "parameters", "from": ["permission"]}, {"reason": " "}, Invalid),
        ({"key": "parameters", "from": ["permission"]}, {"seen": 1}, CorrectionIsStale),
        ({"key": "parameters", "significance": "editorial"}, {}, Invalid),
        ({"key": "study", "significance": "small"}, {}, Invalid),
        ({"key": "parts", "significance": "editorial"}, {}, NeedsASecondMaintainer),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(drafts, change, given, refusal):
    _first, second = drafts
    before = changes_of(second)

    with pytest.raises(refusal):
        correct(second, change, **given)

    assert changes_of(second) == before
    assert entries_after(0)[-1].verb == "draft.published"


def test_only_a_published_draft_that_follows_another_one_has_a_map_to_correct(drafts):
    first, second = drafts
    third = prepare(OLD, "0.3")

    for draft in (first, third):
        with pytest.raises(NotPublished):
            correct(draft, {"key": "use", "from": []})


def test_the_map_of_a_withdrawn_draft_is_left_alone(drafts):
    _first, second = drafts
    with transaction():
        withdraw_draft(second, reason="A mistake.", by=SETUP)

    with pytest.raises(AlreadyWithdrawn):
        correct(second, {"key": "parameters", "from": ["permission"]})


class TestMeanings:
    def test_what_was_editorial_and_turns_out_substantive_is_split_from_here_on(self, drafts):
        first, second = drafts
        third = published(NEW.replace("learned", "found"), "0.3")
        assert meanings(first)["study"] == meanings(second)["study"] == meanings(third)["study"]

        correct(second, {"key": "study", "significance": "substantive"})

        assert meanings(first)["study"] != meanings(second)["study"]
        assert meanings(second)["study"] == meanings(third)["study"]
        assert changes_into(second)["study"].significance == "substantive"

    def test_they_are_never_joined(self, drafts):
        first, second = drafts

        correct(second, {"key": "use", "significance": "editorial"})

        assert changes_into(second)["use"].significance == "editorial"
        assert meanings(first)["use"] != meanings(second)["use"]

    def test_a_clause_that_turns_out_to_be_split_off_leaves_none_shared(self, drafts):
        first, second = drafts

        correct(second, {"key": "parameters", "from": ["code"]})

        assert (kinds(second)["code"], kinds(second)["parameters"]) == ("split", "split")
        assert meanings(first)["code"] != meanings(second)["code"]

    def test_what_is_left_alone_keeps_its_meaning(self, drafts):
        first, second = drafts
        before = meanings(second)

        correct(second, {"key": "parameters", "from": ["permission"]})

        assert meanings(second) == before


class TestWhoDeclared:
    def declared(self, draft):
        query = select(Clause.key, Change.declared_by).join(Clause, Clause.id == Change.clause_id)
        return dict(
            db.session.execute(query.where(Change.draft_id == draft.id, Change.kind != "removed")).all()
        )

    def test_whoever_corrects_a_significance_has_declared_it(self, drafts):
        _first, second = drafts
        ana = make_account(role="maintainer")

        correct(second, {"key": "use", "significance": "editorial"}, by=ana)

        assert (self.declared(second)["use"], self.declared(second)["study"]) == (
            ana.actor_id,
            "system:setup",
        )

    def test_a_declaration_falls_with_what_it_was_about(self, drafts):
        _first, second = drafts

        correct(second, {"key": "parameters", "from": ["study"]})

        assert self.declared(second)["study"] is None


class TestParting:
    """A clause that turns out not to come from the one whose key it has gets a key of its own."""

    @pytest.fixture
    def wrong(self, app):
        """A draft whose `code` was joined to a stranger, and one that followed it."""
        text = OLD.replace(
            "The code that trains the system and the code that runs it belong to that form.", "Fish swim."
        )
        first, second = published(OLD, "0.1"), published(text, "0.2")
        third = published(text.replace("Fish swim", "Fish swim far"), "0.3")
        return first, second, third

    def test_it_and_its_successors_have_the_new_key_and_the_stranger_ends(self, wrong):
        first, second, third = wrong

        effect = correct(second, {"key": "code", "from": []})

        assert effect.parted == {"code": "code-2"}
        assert [draft.version for draft, _row in history_of(clause_named("code"))] == ["0.1"]
        assert [draft.version for draft, _row in history_of(clause_named("code-2"))] == ["0.2", "0.3"]
        assert (kinds(second)["code-2"], kinds(third)["code-2"]) == ("new", "edited")
        assert changes_into(third)["code-2"].sources == ("code-2",)
        assert [change.key for change in changes_of(second) if change.kind == "removed"] == ["code"]

    def test_lineage_no_longer_leads_to_the_stranger(self, wrong):
        _first, second, _third = wrong

        correct(second, {"key": "code", "from": []})

        assert list(lineage_of(clause_named("code-2"))) == ["code-2"]
        assert list(lineage_of(clause_named("code"))) == ["code"]

    def test_its_words_go_along_so_that_what_was_said_of_them_does(self, wrong):
        first, second, third = wrong
        before = {draft.version: clause_in(draft, "code").wording_id for draft in wrong}

        correct(second, {"key": "code", "from": []})

        after = {draft.version: clause_in(draft, "code-2").wording_id for draft in (second, third)}
        assert after == {version: before[version] for version in ("0.2", "0.3")}
        assert clause_in(first, "code").wording_id == before["0.1"]
        assert db.session.get(Wording, before["0.2"]).clause_id == clause_named("code-2").id

    def test_placements_stay_what_they_were(self, wrong):
        _first, second, _third = wrong
        before = clause_in(second, "code").placement_id

        correct(second, {"key": "code", "from": []})

        assert clause_in(second, "code-2").placement_id == before
        with pytest.raises(NoSuchClause):
            clause_in(second, "code")

    def test_the_record_names_both_keys(self, wrong):
        _first, second, _third = wrong

        correct(second, {"key": "code", "from": []})

        entry = entries_after(0)[-1]
        assert entry.details["parted"] == [["code", "code-2"]]
        assert (revision(["clause:code"]), revision(["clause:code-2"])) == (entry.n, entry.n)

    def test_it_can_come_from_another_one_at_once_and_the_stranger_go_elsewhere(self, drafts):
        first, second = drafts

        effect = correct(
            second, {"key": "code", "from": ["permission"]}, {"key": "parameters", "from": ["code"]}
        )

        assert effect.parted == {"code": "code-2"}
        assert changes_into(second)["code-2"].sources == ("permission",)
        assert changes_into(second)["parameters"].sources == ("code",)
        assert meanings(second)["code-2"] != meanings(first)["code"]

    def test_shared_words_stay_with_the_stranger_and_are_copied(self, drafts):
        first, second = drafts
        shared = clause_in(first, "code").wording_id
        assert clause_in(second, "code").wording_id == shared

        correct(second, {"key": "code", "from": []})

        assert clause_in(first, "code").wording_id == shared
        assert clause_in(second, "code-2").wording_id != shared
        assert clause_in(second, "code-2").digest == clause_in(first, "code").digest

    def test_the_key_that_the_file_gave_becomes_its_own(self, app):
        published(OLD, "0.1")
        renamed = OLD.replace("{#code}", "{#the-code}").replace("trains the system", "teaches the system")
        second = published(renamed, "0.2")
        assert clause_named("the-code").key == "code"

        effect = correct(second, {"key": "code", "from": []})

        assert effect.parted == {"code": "the-code"}
        assert clause_named("the-code").key == "the-code"

    def test_a_later_draft_that_dropped_it_says_so_of_the_new_key(self, app):
        published(OLD, "0.1")
        text = OLD.replace(
            "The code that trains the system and the code that runs it belong to that form.", "Fish swim."
        )
        second = published(text, "0.2")
        third = published(text.replace("Fish swim. {#code}", ""), "0.3")

        correct(second, {"key": "code", "from": []})

        assert [change.key for change in changes_of(third) if change.kind == "removed"] == ["code-2"]

    def test_it_can_be_corrected_again(self, wrong):
        _first, second, _third = wrong
        correct(second, {"key": "code", "from": []})

        correct(second, {"key": "code-2", "from": ["code"]}, seen=1)

        assert str(changes_into(second)["code-2"].kind) == "edited"
        assert sorted(lineage_of(clause_named("code-2"))) == ["code", "code-2"]
