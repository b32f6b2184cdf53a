import pytest

from consensus.drafts.actions import (
    align_again,
    decide_map,
    declare_normative,
    realign_draft,
    second_editorial,
)
from consensus.drafts.errors import (
    AlreadyPublished,
    AnotherDraftCameFirst,
    MapIsStale,
    NeedsASecondMaintainer,
)
from consensus.drafts.planning import plan_of
from consensus.drafts.queries import preparation_of
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account


@pytest.fixture
def draft(app):
    """A prepared draft that follows a published one."""
    published(OLD, "0.1")
    return prepare(NEW, "0.2")


def decide(draft, *changes, by=SETUP, **given):
    with transaction():
        return decide_map(draft, changes, by=by, **given)


def rows(draft):
    return {row.prepared_key or row.key: row for row in plan_of(draft).rows}


def kinds(draft):
    return {key: str(row.change.kind) for key, row in rows(draft).items()}


def test_a_proposed_map_says_what_became_of_every_clause(draft):
    assert kinds(draft) == {
        "freedoms": "same", "lead": "same", "use": "edited", "study": "renamed", "share": "same", "form": "same",
        "parts": "edited", "code": "same", "parameters": "new", "permission": "removed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind", "sources", "key"),
    [
        ({"key": "use", "kind": "new"}, "new", (), "use-2"),
        ({"key": "use", "from": []}, "new", (), "use-2"),
        ({"key": "parameters", "from": ["permission"]}, "renamed", ("permission",), "permission"),
        (
            {"key": "parameters", "kind": "merged", "from": ["permission", "use"]},
            "merged",
            ("permission", "use"),
            "permission",
        ),
        ({"key": "parameters", "kind": "split", "from": ["code"]}, "split", ("code",), "parameters"),
        ({"key": "use", "kind": "edited", "from": ["permission"]}, "edited", ("permission",), "permission"),
        ({"key": "use", "kind": "edited"}, "edited", ("use",), "use"),
    ],
)
def test_what_became_of_a_clause_can_be_corrected(draft, change, kind, sources, key):
    plan = decide(draft, change)

    row = next(row for row in plan.rows if row.prepared_key == change["key"])
    assert (str(row.change.kind).replace("renamed", "edited"), row.change.sources, row.key, row.decided) == (
        kind.replace("renamed", "edited"),
        sources,
        key,
        True,
    )


def test_confirming_a_proposal_settles_it(draft):
    before = rows(draft)["use"]

    decide(draft, {"key": "use", "kind": "edited", "from": ["use"]})

    after = rows(draft)["use"]
    assert (before.decided, before.change.reason_code) == (False, "id")
    assert (after.decided, after.change.reason_code, after.change.confidence) == (True, "by-hand", 1.0)


def test_an_older_clause_given_to_one_by_hand_is_taken_from_the_other(draft):
    decide(draft, {"key": "parameters", "kind": "edited", "from": ["code"]})

    other = rows(draft)["code"]
    assert (str(other.change.kind), other.change.sources, other.change.reason_code) == ("new", (), "taken")


def test_split_leaves_it_with_both(draft):
    decide(draft, {"key": "parameters", "kind": "split", "from": ["code"]})

    assert (kinds(draft)["code"], kinds(draft)["parameters"]) == ("split", "split")


def test_what_was_decided_can_be_taken_back(draft):
    proposed = kinds(draft)
    decide(draft, {"key": "use", "kind": "new"}, {"key": "study", "normative": False})

    decide(draft, {"key": "use", "proposed": True}, {"key": "study", "proposed": True})

    assert kinds(draft) == proposed
    assert rows(draft)["study"].normative is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "nothing", "kind": "new"}, "key"),
        ({"key": "use", "from": ["nothing"]}, "use"),
        ({"key": "use", "kind": "removed"}, "use"),
        ({"key": "use", "kind": "bigger"}, "use"),
        ({"key": "use", "kind": "merged", "from": ["use"]}, "use"),
        ({"key": "use", "kind": "edited", "from": ["use", "study"]}, "use"),
        ({"key": "use", "significance": "minor"}, "use"),
        ({"key": "parameters", "significance": "editorial"}, "parameters"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused_by_its_key_and_nothing_is_stored(draft, change, field):
    with pytest.raises(Invalid) as refused:
        decide(draft, {"key": "study", "normative": False}, change)

    assert list(refused.value.errors) == [field]
    assert preparation_of(draft).revision == 1
    assert rows(draft)["study"].normative is True


def test_a_clause_can_be_named_by_its_key_in_the_file_or_its_final_one(app):
    published(OLD, "0.1")
    publish(prepare(OLD.replace("{#code}", "{#the-code}"), "0.2"))
    draft = prepare(OLD.replace("{#code}", "{#the-code}"), "0.3")

    by_file = decide(draft, {"key": "the-code", "normative": False})
    by_final = decide(draft, {"key": "code", "normative": True})

    normative = [
        next(row.normative for row in plan.rows if row.key == "code") for plan in (by_file, by_final)
    ]
    assert normative == [False, True]


def test_every_decision_raises_the_revision_and_names_who_had_it_in_hand(draft):
    ana = make_account(role="maintainer")

    decide(draft, {"key": "use", "normative": False}, by=ana, revision=1)

    assert (preparation_of(draft).revision, preparation_of(draft).changed_by) == (2, ana.actor_id)


@pytest.mark.parametrize(("revision", "taken"), [(2, True), (1, False), (3, False)])
def test_a_decision_over_another_revision_is_refused(draft, revision, taken):
    decide(draft, {"key": "use", "normative": False})

    if taken:
        decide(draft, {"key": "study", "normative": False}, revision=revision)
    else:
        with pytest.raises(MapIsStale):
            decide(draft, {"key": "study", "normative": False}, revision=revision)

    assert rows(draft)["study"].normative is not taken


def test_deciding_is_no_public_act(draft):
    before = len(entries_after(0))

    decide(draft, {"key": "use", "kind": "new"})

    assert len(entries_after(0)) == before


def test_the_map_of_a_published_draft_is_not_decided(app):
    draft = published()

    with pytest.raises(AlreadyPublished):
        decide(draft, {"key": "use", "normative": False})


def test_what_is_normative_is_settled(draft):
    with transaction():
        declare_normative(draft, {"use": False, "study": True}, by=SETUP)

    assert (rows(draft)["use"].normative, rows(draft)["study"].normative) == (False, True)


def test_a_change_without_marked_words_is_editorial_as_soon_as_somebody_says_so(draft):
    assert rows(draft)["study"].change.risks == ()

    decide(draft, {"key": "study", "significance": "editorial"})

    assert rows(draft)["study"].change.significance == "editorial"


def test_a_risky_change_called_editorial_takes_a_sentence(draft):
    assert rows(draft)["parts"].change.risks

    with pytest.raises(NeedsASecondMaintainer):
        decide(draft, {"key": "parts", "significance": "editorial"})


@pytest.mark.parametrize(("second", "counts"), [("Ben", True), ("Ana", False)])
def test_a_risky_change_is_editorial_once_a_second_maintainer_agrees(draft, second, counts):
    people = {name: make_account(name, role="maintainer") for name in ("Ana", "Ben")}
    decide(
        draft, {"key": "parts", "significance": "editorial", "reason": "A slip of the pen."}, by=people["Ana"]
    )
    waiting = rows(draft)["parts"].change.significance

    with transaction():
        second_editorial(draft, "parts", by=people[second])

    assert waiting == "substantive"
    assert (rows(draft)["parts"].change.significance == "editorial") is counts


def test_calling_it_substantive_again_ends_what_was_agreed(draft):
    ana, ben = make_account("Ana", role="maintainer"), make_account("Ben", role="maintainer")
    said = {"key": "parts", "significance": "editorial", "reason": "A slip of the pen."}
    decide(draft, said, by=ana)
    decide(draft, said, by=ben)

    decide(draft, {"key": "parts", "significance": "substantive"}, by=ben)
    decide(draft, said, by=ben)

    assert rows(draft)["parts"].change.significance == "substantive"


def test_a_join_and_its_significance_decided_at_once_are_weighed_together(draft):
    """New, it could not be editorial at all; coming from `parts`, it is a risky change."""
    with pytest.raises(NeedsASecondMaintainer):
        decide(draft, {"key": "parameters", "kind": "edited", "from": ["parts"], "significance": "editorial"})


def test_what_was_declared_falls_when_the_clause_comes_from_elsewhere(draft):
    decide(draft, {"key": "study", "significance": "editorial"})

    decide(draft, {"key": "study", "kind": "edited", "from": ["permission"]})

    assert rows(draft)["study"].declaration is None
    assert rows(draft)["study"].change.significance == "substantive"


def test_what_hangs_from_a_change_in_substance_is_not_editorial(app):
    published(OLD, "0.1")
    draft = prepare(
        OLD.replace("everyone may:", "nobody may:").replace("any purpose", "every purpose"), "0.2"
    )
    assert rows(draft)["use"].change.surroundings is True

    with pytest.raises(Invalid):
        decide(draft, {"key": "use", "significance": "editorial", "reason": "Only a word."})


class TestAnotherDraftCameFirst:
    @pytest.fixture
    def overtaken(self, draft):
        """A prepared draft with decisions; another one was published since."""
        decide(
            draft,
            {"key": "parameters", "kind": "split", "from": ["code"]},
            {"key": "use", "normative": False},
        )
        publish(prepare(OLD.replace("Study", "Examine"), "0.1.5"))
        return draft

    def test_nothing_is_decided_before_the_map_is_made_anew(self, overtaken):
        with pytest.raises(AnotherDraftCameFirst):
            decide(overtaken, {"key": "study", "normative": False})

    def test_the_map_made_anew_keeps_what_can_still_stand(self, overtaken):
        alignment = align_again(overtaken)
        with transaction():
            realign_draft(overtaken, alignment, revision=2, by=SETUP)

        assert align_again(overtaken) is None
        assert rows(overtaken)["parameters"].change.sources == ("code",)
        assert rows(overtaken)["use"].normative is False
        assert preparation_of(overtaken).revision == 3

    def test_a_join_to_a_clause_that_is_gone_falls(self, draft):
        decide(draft, {"key": "parameters", "kind": "edited", "from": ["permission"]})
        publish(
            prepare(OLD.replace("Nobody needs to ask for permission first. {#permission}\n", ""), "0.1.5")
        )

        alignment = align_again(draft)
        with transaction():
            realign_draft(draft, alignment, by=SETUP)

        assert kinds(draft)["parameters"] == "new"

    def test_an_alignment_that_was_overtaken_itself_is_refused(self, overtaken):
        alignment = align_again(overtaken)
        publish(prepare(OLD.replace("Share", "Hand on"), "0.1.6"))

        with pytest.raises(AnotherDraftCameFirst), transaction():
            realign_draft(overtaken, alignment, by=SETUP)

    def test_a_program_can_bring_the_alignment_with_its_decisions(self, overtaken):
        decide(overtaken, {"key": "study", "normative": False}, alignment=align_again(overtaken))

        assert rows(overtaken)["study"].normative is False
