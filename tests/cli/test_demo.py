"""A plausible history for trying things out: people, what they say, and where they stand."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from consensus.discussion.models import Comment, Talk
from consensus.drafts.models import Placement
from consensus.kit.db import db
from consensus.release.models import Endorsement, Judgement
from consensus.roadshow.queries import stop_named, what_is_missing
from consensus.search.asked import Asked
from consensus.search.queries import find
from consensus.systems.models import Review, System, VerdictOpinion
from consensus.voting.models import Position
from consensus.voting.queries.comparing import compared


def test_a_demonstration_takes_positions_through_the_actions(run: Any) -> None:
    result = run("demo", "--people", "12", "--comments", "5", "--positions", "60", "--seed", "2")

    choices = Counter(db.session.scalars(select(Position.choice)))
    assert (result.exit_code, "60 positions" in result.output) == (0, True)
    assert sum(choices.values()) >= 60
    assert set(choices) >= {"support", "accept"}
    assert choices["support"] > choices["accept"]
    assert compared() == []


def test_a_demonstration_has_systems_that_its_people_reviewed(run: Any) -> None:
    result = run("demo", "--people", "6", "--positions", "0", "--systems", "4", "--seed", "3")

    invented = select(System.id).where(
        System.slug.in_(["amber-chat", "birch-chat", "cedar-chat", "delta-chat"])
    )
    reviewed = select(Review.id).where(Review.account_id.is_not(None), Review.public.is_not(None))
    reviews = len(db.session.scalars(reviewed).all())
    assert (result.exit_code, f"4 systems and {reviews} reviews" in result.output) == (0, True)
    assert (len(db.session.scalars(invented).all()), reviews >= 4) == (4, True)
    assert db.session.scalar(select(func.count(VerdictOpinion.id))) >= 1


def test_a_demonstration_has_as_many_positions_as_are_asked_for(run: Any) -> None:
    run("demo", "--people", "3", "--positions", "0", "--systems", "0")

    assert db.session.scalar(select(func.count(Position.id))) == 0
    assert db.session.scalar(select(func.count(Comment.id))) == 0


def test_people_of_a_demonstration_say_as_much_as_is_asked_for_though_they_are_new(
    app: Any, run: Any
) -> None:
    app.config["LIMITS"] = "on"
    result = run("demo", "--people", "2", "--comments", "20", "--positions", "0")

    assert (result.exit_code, app.config["LIMITS"]) == (0, "on")
    assert db.session.scalar(select(func.count(Comment.id))) == 20


def test_most_of_what_a_demonstration_says_is_said_of_one_clause_that_takes_positions(run: Any) -> None:
    run("demo", "--people", "12", "--comments", "60", "--positions", "0")
    [(most, clause), (next_, _clause)] = db.session.execute(
        select(Talk.comments, Talk.clause_id).order_by(Talk.comments.desc()).limit(2)
    )

    assert most > 2 * next_
    assert (
        db.session.scalar(
            select(func.count()).where(Position.placement_id == Placement.id, Placement.clause_id == clause)
        )
        > 0
    )


def test_a_demonstration_goes_to_two_stops_and_stays_at_the_last(run: Any) -> None:
    result = run("demo", "--people", "2", "--positions", "0", "--systems", "0", "--stops", "2", "--seed", "4")
    first, last = stop_named("deep-learning-indaba-2024"), stop_named("nerdearla-2024")
    channels = Counter(db.session.scalars(select(Position.channel).where(Position.ended_at.is_(None))))

    assert (result.exit_code, first.state, last.state) == (0, "closed", "open")
    assert set(channels) == {first.channel, last.channel}
    assert what_is_missing(last).is_nothing
    assert compared() == []


def test_a_demonstration_has_an_archive_that_is_found(run: Any) -> None:
    result = run("demo", "--people", "2", "--positions", "0", "--systems", "0", "--messages", "20")

    found = find(Asked("kind:message").question)
    assert (result.exit_code, "20 archived messages" in result.output) == (0, True)
    assert (found.total, {each.value for each in found.facets["in"]}) == (20, {"forum", "list", "notes"})


def test_a_demonstration_has_people_and_organisations_that_endorse_and_a_board_that_judges(run: Any) -> None:
    result = run(
        "demo", "--people", "6", "--positions", "0", "--systems", "0", "--endorsements", "5", "--seed", "3"
    )

    kinds = Counter(map(str, db.session.scalars(select(Endorsement.kind))))
    judged = Counter(db.session.scalars(select(Judgement.criterion)))
    made = kinds["individual"] + kinds["organisation"]
    assert (result.exit_code, f"{made} endorsements" in result.output) == (0, True)
    assert (kinds["individual"], kinds["organisation"] >= 1) == (5, True)
    assert judged == {"usable-reference": 3, "current-practice": 3}
