"""A comment in its context: the words then, what they are now, its steps."""

from consensus.discussion.actions import withdraw_objection
from consensus.discussion.in_context import context_of, draft_to_see
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import draft_named
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, second, third
from tests.factories import make_account, make_comment


def test_the_words_are_marked_and_redlined_against_those_of_now(app):
    comment = make_comment(first(), "use", quote="any purpose")
    second()

    context = context_of(again(comment), seen_from=draft_named("0.2"))

    assert context.place.html == "<strong>Use</strong> it for <mark>any purpose</mark>."
    assert (context.carried, context.gone, [(now.version, now.key) for now in context.now]) == (
        "changed",
        False,
        [("0.2", "use")],
    )
    assert "whatever" in context.now[0].redline_html


def test_a_clause_that_was_split_has_several_nows_and_one_that_went_none(app):
    code, gone, same = (
        make_comment(first() if key == "code" else "0.1", key) for key in ("code", "permission", "share")
    )
    second()
    seen_from = draft_named("0.2")

    contexts = [context_of(again(comment), seen_from=seen_from) for comment in (code, gone, same)]

    assert [[(now.key, now.redline_html is None) for now in context.now] for context in contexts] == [
        [("code", False), ("parameters", False)], [], [("share", True)],
    ]  # fmt: skip
    assert [context.carried for context in contexts] == ["split", "gone", "same"]


def test_the_steps_of_an_objection_end_with_that_its_author_is_waited_for(app):
    ana = make_account("Ana")
    let_go = make_comment(first(), "use", by=ana, kind="objection")
    waiting = make_comment("0.1", "use", by=ana, kind="objection")
    act(withdraw_objection, again(let_go), reason="*Persuaded*.", by=ana)
    second()
    seen_from = draft_named("0.2")

    steps = [
        [(event.what, event.version) for event in context_of(again(comment), seen_from=seen_from).events]
        for comment in (let_go, waiting)
    ]

    assert steps == [[("made", "0.1"), ("withdrawn", "0.1")], [("made", "0.1"), ("awaiting", "0.2")]]
    assert "<em>Persuaded</em>" in context_of(again(let_go), seen_from=seen_from).events[1].reason_html


def test_remarks_have_no_steps(app):
    comment = make_comment(first(), "use")

    assert context_of(again(comment), seen_from=draft_named("0.1")).events == ()


def test_what_was_said_on_a_draft_that_was_withdrawn_is_seen_from_there(app):
    first()
    comment, rosa = make_comment(second(), "use"), make_account("Rosa", role="maintainer")
    earlier = make_comment("0.1", "use")
    act(withdraw_draft, draft_named("0.2"), reason="A slip.", by=rosa)

    assert [draft_to_see(again(each)).version for each in (comment, earlier)] == ["0.2", "0.1"]
    assert third is not None
