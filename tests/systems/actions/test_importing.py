"""Systems that come in as files: once each, again without change, from several registries."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.drafts.errors import NoSuchDraft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.systems.actions import import_all, import_review
from consensus.systems.errors import NoSuchSystem, NoSuchVersion
from consensus.systems.models import Review, ReviewRevision, System, SystemSource
from consensus.systems.queries.comparing import compared
from consensus.systems.queries.registry import all_systems, system_named
from consensus.systems.sources import read, read_review
from tests.systems.acting import act, draft_with, entries, system, take_file, verdict

NATIVE = """slug: alpha
name: Alpha
maker: Maker
kind: text
versions:
- version: "1"
  date: 2024-02
  links: {home: "https://example.org/alpha"}
  licences: [MIT]
reviews:
- draft: "0.1"
  version: "1"
  reviewer: Somebody
  answers:
  - {component: code, available: yes, licence: MIT}
  - {component: data, available: yes, licence: CC-BY-4.0}
  - {component: weights, available: yes, licence: Apache-2.0}
  - {component: wings, available: yes}
"""
MOT = """framework: {name: Model Openness Framework}
release:
  name: ALPHA
  version: "2"
  date: 2024-05-01
  license: MIT
  type: language
  producer: maker
  components:
  - {name: Model parameters (Final), license: MIT}
  - {name: Wings, license: MIT}
"""


@pytest.fixture(autouse=True)
def draft(app: Flask):
    return draft_with()


def counted(model):
    return db.session.scalar(select(func.count()).select_from(model))


def head():
    return counted(Entry)


def test_a_file_is_a_system_with_its_review_and_assessment(draft):
    report = take_file("alpha.yaml", NATIVE)
    alpha = system_named("alpha")

    assert (report.added, report.refused, alpha.maker) == (("alpha",), (), "Maker")
    assert verdict(alpha, draft) == "conforms"
    assert entries("system.added")[0].details["reviews"][0][:2] == ["review:1", "0.1"]
    [told] = entries("evaluation.counted")
    assert (told.subject, told.details["systems"][0][:3]) == ("draft:0.1", ["alpha", "1", "conforms"])
    assert compared() == []


def test_what_the_checklist_does_not_ask_is_kept_and_counts_for_nothing(draft):
    take_file("alpha.yaml", NATIVE)

    [kept] = db.session.scalars(select(ReviewRevision))
    assert [each["component"] for each in kept.answers][-1] == "wings"


def test_the_same_file_again_changes_nothing():
    take_file("alpha.yaml", NATIVE)
    before = head()
    report = take_file("alpha.yaml", NATIVE)

    assert (report.unchanged, head()) == (("alpha",), before)


def test_a_changed_file_updates_and_its_review_is_revised(draft):
    take_file("alpha.yaml", NATIVE)
    report = take_file(
        "alpha.yaml", NATIVE.replace("{component: data, available: yes", "{component: data, available: no")
    )

    assert (report.changed, counted(System), counted(Review), counted(ReviewRevision)) == (
        ("alpha",),
        1,
        1,
        2,
    )
    assert verdict(system_named("alpha"), draft) == "does-not-conform"


def test_another_registry_on_the_same_system_adds_to_it_and_never_counts(draft):
    take_file("alpha.yaml", NATIVE)
    report = take_file("Alpha.yml", MOT)
    [alpha] = all_systems()

    assert report.changed == ("alpha",)
    assert [(each.origin, each.is_registry) for each in alpha.sources] == [
        ("", False),
        ("model-openness-tool", True),
    ]
    assert (alpha.name, alpha.leading.version, [each.version for each in alpha.versions]) == (
        "Alpha",
        "1",
        ["1", "2"],
    )
    assert verdict(alpha, draft) == "conforms"
    assert "Wings" in alpha.sources[1].unknown[0]
    assert alpha.sources[1].attribution.startswith("Model Openness Tool")


def test_what_only_another_registry_knows_is_incomplete(draft):
    take_file("Alpha.yml", MOT)
    [alpha] = all_systems()

    assert (alpha.slug, alpha.name, verdict(alpha, draft)) == ("alpha", "ALPHA", "incomplete")
    assert alpha.sources[0].answers[0]["component"] == "model-parameters"


def test_our_own_file_then_says_what_the_system_is(draft):
    take_file("Alpha.yml", MOT)
    take_file("alpha.yaml", NATIVE)
    [alpha] = all_systems()

    assert (alpha.name, alpha.maker, alpha.leading.version) == ("Alpha", "Maker", "1")


def test_another_system_of_the_same_name_is_a_system_of_its_own():
    take_file("alpha.yaml", NATIVE)
    take_file("Alpha.yml", MOT.replace("producer: maker", "producer: Others"))

    assert sorted(each.slug for each in all_systems()) == ["alpha", "alpha-2"]


def test_a_record_is_known_by_its_name_in_its_registry():
    take_file("Alpha.yml", MOT)
    take_file(
        "Alpha.yml",
        MOT.replace("name: ALPHA", "name: Alpha Two").replace("producer: maker", "producer: Others"),
    )

    assert (counted(System), counted(SystemSource)) == (1, 1)


def test_a_review_that_cannot_be_taken_is_told_and_the_rest_stands_and_is_taken_later(draft):
    two = NATIVE + NATIVE[NATIVE.index("- draft") :].replace('"0.1"', '"0.2"')
    report = take_file("alpha.yaml", two)

    assert report.added == ("alpha",)
    [(slug, sentence)] = report.refused
    assert (slug, "0.2" in sentence) == ("alpha", True)
    later = draft_with("0.2")
    assert take_file("alpha.yaml", two).changed == ("alpha",)
    assert (counted(Review), verdict(system_named("alpha"), later)) == (2, "conforms")
    assert take_file("alpha.yaml", two).unchanged == ("alpha",)


def test_many_come_in_batches(draft):
    files = [
        read(f"s{n}.yaml", NATIVE.replace("alpha", f"s{n}").replace("Alpha", f"System {n}"))
        for n in range(60)
    ]
    report = import_all(files, by=SETUP)

    assert (len(report.added), counted(System), len(entries("evaluation.counted"))) == (60, 60, 2)


def test_a_review_of_its_own_file_is_taken_under_its_reviewers_name(draft):
    alpha = system("Alpha")
    text = "system: alpha\nreviewer: Rosa\ndraft: '0.1'\nversion: '1'\naffiliation: Lab\nanswers:\n- {component: code, available: no}\n"
    found, _cautions = read_review("r.yaml", text)
    made, new = act(import_review, found, by=SETUP)
    again, second = act(import_review, found, by=SETUP)

    assert (made.reviewer_name, new, again.id, second) == ("Rosa", True, made.id, False)
    assert verdict(alpha, draft) == "does-not-conform"
    assert len(entries("review.submitted", "review.revised")) == 1


@pytest.mark.parametrize(
    "wrong, error",
    [("system: alpha|system: beta", NoSuchSystem), ("version: '1'|version: '9'", NoSuchVersion), ("0.1|9.9", NoSuchDraft)],
)  # fmt: skip
def test_a_review_of_what_is_not_there_is_refused(wrong, error):
    system("Alpha")
    text = "system: alpha\nreviewer: Rosa\ndraft: '0.1'\nversion: '1'\nanswers:\n- {component: code, available: no}\n"
    found, _cautions = read_review("r.yaml", text.replace(*wrong.split("|")))

    with pytest.raises(error):
        act(import_review, found, by=SETUP)
