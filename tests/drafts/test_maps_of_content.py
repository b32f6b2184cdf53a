"""The five drafts in `content/`: the same map is found with their ids and without."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from consensus.drafts.alignment import align
from consensus.drafts.changes import describe
from consensus.drafts.clauses import outline
from consensus.drafts.composing import compose
from consensus.drafts.plans import new_sides
from consensus.drafts.sources import read

CONTENT = Path(__file__).parents[2] / "content" / "drafts"
VERSIONS = ["0.0.8", "0.0.9", "1.0-RC1", "1.0-RC2", "1.0"]
STEPS = list(pairwise(VERSIONS))
ID = re.compile(r" ?\{#[\w-]+\}")


def sides(version, *, ids=True):
    """The clauses of a draft, as written or with all ids taken out of its files."""
    files = []
    for path in sorted((CONTENT / version).glob("*.md")):
        text = path.read_text("utf-8")
        files.append(read(path.name, (text if ids else ID.sub("", text)).encode()))
    return new_sides(outline(files), {})


def told(changes):
    return [
        (change.kind, change.sources, change.moved, change.surroundings, change.significance, change.risks)
        for change in changes
    ]


@pytest.mark.parametrize(("older", "newer"), STEPS)
def test_ids_make_no_difference_to_the_map(older, newer):
    old, named, bare = sides(older), sides(newer), sides(newer, ids=False)

    assert [side.given for side in named + bare] == [True] * len(named) + [False] * len(bare)
    assert told(describe(old, named, align(old, named))) == told(describe(old, bare, align(old, bare)))


@pytest.mark.parametrize(("older", "newer"), STEPS)
def test_every_clause_that_goes_on_under_its_id_keeps_it(older, newer):
    old, new = sides(older), sides(newer)
    changes = describe(old, new, align(old, new))

    both = {side.key for side in old} & {side.key for side in new}
    assert {change.key for change in changes if change.keeps == change.key} == both


def test_from_the_first_to_the_last_draft_clauses_keep_their_ids():
    drafts = [sides(version) for version in VERSIONS]
    maps = [describe(old, new, align(old, new)) for old, new in pairwise(drafts)]
    first, *_, last = drafts

    found = compose(maps, first, last)

    both = {side.key for side in first} & {side.key for side in last}
    assert {change.key for change in found if change.sources == (change.key,)} == both
