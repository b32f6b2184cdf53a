"""Both engines answer the same: one suite, run on each."""

import json
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from consensus.search import bounding
from consensus.search.asking import read
from consensus.search.index import engine_called, whoosh_looking
from consensus.search.index.shape import Bookmark, Broken, Change, Engine, Key
from consensus.search.sought import Narrow, Sought, any_of, sought
from tests.search.shelf import DAY, change, ids, note, written

TEXTS = (
    note(1, "Training data must be disclosed in full.", "Data"),
    note(2, "Data about data: sufficiently detailed information.", kind="clause", draft="0.0.8", clause="data-information"),
    note(3, "The weights are model parameters.", "Weights", draft="0.0.9", drafts=("0.0.8",), clause="weights"),
    note(4, "Nobody trains on undisclosed weights under CC-BY-4.0.", author="p:anaanaana", also=("objection",)),
    note(5, "Les données d'entraînement, divulguées.", language="fr", byline="Ana García", source="OSI-Forum"),
    note(6, "訓練データの透明性について", language="ja", outcome="declined"),
    note(7, "Hidden words about weights.", audience="moderators"),
    note(8, "Version 0.0.8 differs from version 0.0.9; see data-information.", system="olmo", stop="geneva"),
)  # fmt: skip


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_called(request.param)


@pytest.fixture
def reader(engine, tmp_path):
    return written(engine, tmp_path, TEXTS)


@pytest.mark.parametrize(
    "asked, found",
    [
        ("weights", {3, 4}), ("WEIGHT", {3, 4}), ("training data", {1}), ("trained", {1, 4}), ('"training data"', {1}),
        ('"data training"', set()), ("weights -parameters", {4}), ("weights -0.0.9", {4}), ("-0.0.9 -0.0.8", {1, 4, 5, 6}), ("parameters OR disclosed", {1, 3}),
        ("param* OR disclos*", {1, 3}), ("undiscl*", {4}), ("0.0.8", {2, 8}), ("0.0.9", {3, 8}), ("0.0", set()), ("data-information", {2, 8}),
        ("cc-by-4.0", {4}), ("CC-BY-3.0", set()), ("entrainement", {5}), ("donnée", {5}), ("divulguer", {5}),
        ("透明性", {6}), ("透", {6}), ("性透", set()), ("hidden", set()), ("kind:note data", {1, 8}), ("kind:clause", {2}),
        ("kind:objection", {4}), ("-kind:note", {2}), ("draft:0.0.8", {2, 3}), ("draft:0.0.8,0.0.9 weights", {3}),
        ("clause:weights", {3}), ("author:p:anaanaana", {4}), ('author:"ana garcia"', {5}), ("author:garcía", {5}),
        ("author:ben", set()), ("Ana Garcia", {5}), ('"ana garcía"', {5}), ('"divulguees ana"', set()), ("in:osi-forum", {5}), ("in:OSI-Forum", {5}), ("outcome:declined", {6}),
        ("language:fr", {5}), ("year:2024 weights", {3, 4}), ("year:2023", set()), ("system:olmo", {8}),
        ("stop:geneva", {8}), ("after:2024-04-23", set()), ("before:2024-04-22", set()), ("the", {3}), ("-weights -data", {5, 6}),
    ],
)  # fmt: skip
def test_a_question_finds(reader, asked: str, found: set[int]) -> None:
    answer = ids(reader, asked)

    assert (set(answer), len(answer)) == ({f"note:{id}" for id in found}, len(found))


def test_what_is_hidden_is_found_by_moderators(reader) -> None:
    assert set(ids(reader, "weights", audience="moderators")) == {"note:3", "note:4", "note:7"}


def test_titles_and_exact_words_and_words_side_by_side_count_more(engine, tmp_path) -> None:
    reader = written(
        engine,
        tmp_path,
        [
            note(1, "A licence is asked for, and open as it stands the source."),
            note(2, "An open source licence is asked for, here as it stands."),
            note(3, "Of nothing but what is here asked for again.", "Licence"),
            note(4, "Licences and licensing are asked for, over and over here."),
            note(5, "The open letter names a source, and more of it here."),
        ],
    )

    assert ids(reader, "licence")[0] == "note:3"
    assert ids(reader, "licences")[0] in ("note:3", "note:4")
    assert ids(reader, "open source") == ["note:2", "note:5", "note:1"]


def test_what_is_equally_good_stands_by_time(engine, tmp_path) -> None:
    reader = written(engine, tmp_path, [note(id, "Same words.") for id in (2, 3, 1)])

    assert ids(reader, "same") == ["note:3", "note:2", "note:1"]
    assert ids(reader, "same", sort="newest") == ["note:3", "note:2", "note:1"]
    assert ids(reader, "same", sort="oldest") == ["note:1", "note:2", "note:3"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("asked", ["word", "kind:note", "word OR rare*"])
def test_pages_give_everything_once_in_order(engine, tmp_path, sort, asked) -> None:
    texts = [
        note(id, "word " * (id % 4 + 1) + "rare " * (id % 7), at=note(id // 3, "").at) for id in range(1, 160)
    ]
    reader, wanted = written(engine, tmp_path, texts), sought(read(asked))
    whole = reader.find(wanted, sort=sort, limit=200)
    found, after, pages = [], None, 0
    while True:
        looked = reader.find(wanted, sort=sort, after=after, limit=7)
        found += [hit.key.id for hit in looked.hits]
        pages += 1
        assert looked.total == len(texts)
        if not looked.more:
            break
        after = looked.hits[-1].key

    assert found == [hit.key.id for hit in whole.hits]
    assert (len(set(found)), pages) == (len(texts), 23)
    orders = [(-hit.key.score, hit.key.order * (1 if sort == "oldest" else -1)) for hit in whole.hits]
    assert all(one <= other for one, other in pairwise(orders))


def test_a_page_goes_on_after_what_it_ended_with_was_removed(engine, tmp_path) -> None:
    texts = [note(id, "word") for id in range(1, 30)]
    reader, wanted = written(engine, tmp_path, texts), sought(read("word"))
    first = reader.find(wanted, sort="newest", limit=10)
    writer = engine.writer(tmp_path)
    writer.put(Change("note:20", []))
    writer.commit(Bookmark(2))
    second = engine.open(tmp_path).find(wanted, sort="newest", after=first.hits[-1].key, limit=3)

    assert first.hits[-1].key.id == "note:20"
    assert [hit.key.id for hit in second.hits] == ["note:19", "note:18", "note:17"]


def test_facets_count_exactly_and_without_their_own_choice(reader) -> None:
    free = reader.find(sought(read("weights OR data OR version"))).facets
    chosen = reader.find(sought(read("weights OR data OR version kind:note draft:0.0.9"))).facets

    assert (free["kind"], free["draft"]) == (
        {"note": 4, "clause": 1, "objection": 1},
        {"0.0.8": 2, "0.0.9": 1},
    )
    assert free["year"] == {"2024": 5}
    assert (chosen["kind"], chosen["draft"]) == ({"note": 1}, {"0.0.8": 1, "0.0.9": 1})
    assert chosen["clause"] == {"weights": 1}


def test_what_is_written_again_replaces_and_what_is_gone_is_gone(engine, tmp_path, reader) -> None:
    writer = engine.writer(tmp_path)
    writer.put(change(note(1, "Something else.")))
    writer.put(Change("note:3", []))
    writer.commit(Bookmark(7, "0 note:9"))
    after = engine.open(tmp_path, before=reader)

    assert (ids(after, "training"), ids(after, "else"), ids(after, "parameters")) == (
        ["note:4"],
        ["note:1"],
        [],
    )
    assert (after.size(), after.bookmark()) == (len(TEXTS) - 1, Bookmark(7, "0 note:9"))
    assert (reader.bookmark(), ids(reader, "parameters")) == (Bookmark(1), ["note:3"])


def test_nothing_is_seen_of_what_was_cancelled(engine, tmp_path, reader) -> None:
    writer = engine.writer(tmp_path)
    writer.put(change(note(9, "Forget it.")))
    writer.cancel()

    assert ids(engine.open(tmp_path), "forget") == []
    assert engine.open(tmp_path).bookmark() == Bookmark(1)


def test_it_tells_what_it_keeps(reader) -> None:
    kept = reader.kept_of(["note:1", "note:99"])

    assert [(each.subject, each.id) for each in kept["note:1"]] == [("note:1", "note:1")]
    assert list(kept) == ["note:1"]
    assert {each.id for each in reader.contents()} == {each.id for each in TEXTS}


def test_it_knows_its_words(reader) -> None:
    assert reader.frequencies(["weight", "data-information", "nothing"]) == {
        "weight": 3, "data-information": 2, "nothing": 0,
    }  # fmt: skip
    assert reader.beginning("wei", 5) == [("weights", 3)]
    assert reader.beginning("d", 2) == [("data", 3), ("d", 1)]
    assert dict(reader.near("wieghts")) == {"weights": 3}


def test_an_empty_index_answers(engine, tmp_path) -> None:
    engine.create(tmp_path)
    reader = engine.open(tmp_path)

    assert (reader.bookmark(), reader.size(), ids(reader, "a b"), list(reader.contents())) == (
        None,
        0,
        [],
        [],
    )


def test_the_generation_changes_with_every_commit(engine, tmp_path) -> None:
    written(engine, tmp_path, TEXTS[:1])
    before = engine.generation(tmp_path)
    written(engine, tmp_path, TEXTS[1:2], n=2)

    assert engine.generation(tmp_path) != before


def test_many_single_commits_leave_everything_once(engine, tmp_path) -> None:
    for id in range(1, 30):
        reader = written(engine, tmp_path, [note(id % 20, f"word number{id}")], n=id)

    assert (reader.size(), len(ids(reader, "word", limit=100))) == (20, 20)
    assert (ids(reader, "number29"), ids(reader, "number9")) == (["note:9"], [])


def test_a_beginning_stands_for_the_most_frequent_words_and_says_when_there_are_more(
    engine, tmp_path
) -> None:
    texts = [note(id, f"many{id} many{id}x often") for id in range(1, 150)] + [
        note(id, "manyfold") for id in (150, 151)
    ]
    reader = written(engine, tmp_path, texts)
    broad, narrow = reader.find(sought(read("many*"))), reader.find(sought(read("manyf*")))

    assert (broad.broad, broad.total > 90, "note:151" in ids(reader, "many*")) == (("many",), True, True)
    assert (narrow.broad, narrow.total) == ((), 2)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("spaghetti -carbonara", {1, 4}), ("kilowat* -carbonara", {1}), ("spaghetti -models", {1, 2}),
        ("spaghetti -modèle", {1, 2}), ("spaghetti -spaghettis", {4}), ('spaghetti -"carbon spaghetti"', {2, 3, 4}),
    ],
)  # fmt: skip
def test_a_negated_word_leaves_out_what_holds_it_as_written_or_in_english(
    engine, tmp_path, asked, found
) -> None:
    texts = [
        note(1, "Carbon spaghetti, kilowatts."), note(2, "Spaghetti alla carbonara, kilowatts.", language="it"),
        note(3, "Spaghetti of a model: carbonara."), note(4, "Les spaghetti, des modeles.", language="fr"),
    ]  # fmt: skip
    assert set(ids(written(engine, tmp_path, texts), asked)) == {f"note:{id}" for id in found}


def test_words_that_very_many_texts_have_are_left_out_beside_rarer_ones(
    engine, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(bounding, "MOST_READ", 40)
    monkeypatch.setattr(bounding, "EACH", 0)
    texts = [note(id, f"Data {'about' if id < 20 else 'over'} models") for id in range(1, 30)]
    reader = written(engine, tmp_path, [*texts, note(30, "Models of kilowatts")])
    looked = reader.find(sought(read("data models kilowatts")))

    assert ([hit.key.id for hit in looked.hits], looked.common) == (["note:30"], ("data", "models"))
    assert (reader.find(sought(read("data"))).total, reader.find(sought(read("data"))).common) == (29, ())
    assert reader.find(sought(read("data OR kilowatts"))).common == ("data",)


@pytest.mark.parametrize(("asked", "total"), [("after:9999", 0), ("before:9999", 7), ("before:0001", 0)])
def test_no_date_is_too_far_away(reader, asked, total) -> None:
    assert reader.find(sought(read(asked))).total == total


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_place_that_is_far_beyond_the_end_is_answered(reader, sort) -> None:
    looked = reader.find(sought(read("weights")), sort=sort, after=Key(0.1, 5, "a", (1 << 31) - 1))

    assert looked.total == 2


def test_only_some_values_narrow_what_is_like_many_words(reader) -> None:
    only = {"clause": Narrow(frozenset(["weights"]))}

    assert [hit.key.id for hit in reader.find(any_of(["data", "weight", "inform"], only)).hits] == ["note:3"]
    assert reader.find(Sought(audiences=("nobody",))).total == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("damage", ["gone", "cut", "foreign"])
def test_a_damaged_index_says_so(engine, tmp_path: Path, reader, damage: str) -> None:
    for each in list(tmp_path.iterdir()):
        if damage == "gone" and each.is_file():
            each.unlink()
        elif each.is_file() and (each.suffix == ".toc" or each.name == "meta.json"):
            each.write_bytes(each.read_bytes()[:20] if damage == "cut" else b"something else")

    with pytest.raises(Broken):
        engine.generation(tmp_path)
        engine.open(tmp_path)


@pytest.mark.parametrize(
    ("asked", "found", "partly"),
    [
        ('"open data"', {5, 6, 7}, ("open data",)),
        ('"open data" draft:0.0.8', {0, 1}, ()),
        ('"open data" before:2024-04-20', {2, 4}, ("open data",)),
        ('-"data open"', {5, 6, 7}, ("data open",)),
        ('"open rare"', {3}, ()),
        ("open-data", {5, 6, 7}, ("open data",)),
    ],
)
def test_a_phrase_of_words_that_very_many_texts_have_is_looked_for_in_the_newest_and_that_is_said(
    tmp_path, monkeypatch, asked: str, found: set[int], partly: tuple[str, ...]
) -> None:
    monkeypatch.setattr(whoosh_looking, "MOST_PLACES", 4)
    monkeypatch.setattr(whoosh_looking, "FEWEST", 2)
    reader = written(
        engine_called("whoosh"),
        tmp_path,
        [
            note(
                id,
                "Open rare data." if id == 3 else "Open data.",
                draft="0.0.8" if id < 2 else "0.0.9",
                at=DAY - timedelta(days=7 - id),
            )
            for id in range(8)
        ],
    )
    answer = reader.find(sought(read(asked)))

    assert {int(hit.key.id.partition(":")[2]) for hit in answer.hits} == found
    assert answer.partly == partly


def test_a_phrase_that_only_new_texts_hold_is_looked_for_in_all_of_them(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(whoosh_looking, "MOST_PLACES", 20)
    monkeypatch.setattr(whoosh_looking, "FEWEST", 0)
    engine = engine_called("whoosh")
    written(engine, tmp_path, [note(id, "Weights of models.") for id in range(90)])
    reader = written(engine, tmp_path, [note(id, "Open data.") for id in range(90, 98)])
    answer = reader.find(sought(read('"open data"')))

    assert (answer.total, answer.partly) == (8, ())


def test_other_values_are_not_counted_where_a_phrase_was_looked_for_only_in_what_a_filter_leaves(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(whoosh_looking, "MOST_PLACES", 4)
    monkeypatch.setattr(whoosh_looking, "FEWEST", 0)
    texts = [note(id, "Open data.", language="fr" if id < 2 else "en", draft="0.0.8") for id in range(9)]
    answer = written(engine_called("whoosh"), tmp_path, texts).find(sought(read('"open data" language:fr')))

    assert (answer.facets["language"], answer.facets["draft"]) == ({"fr": 2}, {"0.0.8": 2})


def test_words_that_too_many_texts_hold_are_not_left_out_and_that_is_said(
    engine, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(bounding, "MOST_READ", 10)
    monkeypatch.setattr(bounding, "EACH", 0)
    reader = written(engine, tmp_path, [note(id, "Open data." if id else "Weights.") for id in range(12)])
    answer = reader.find(sought(read("-open -data")))

    assert (answer.total, answer.hits, answer.refused) == (0, (), ("open", "data"))
    assert len(ids(reader, "data -weights")) == 11


def test_a_file_that_somebody_who_was_killed_left_behind_is_in_nobodys_way(tmp_path) -> None:
    engine = engine_called("tantivy")
    written(engine, tmp_path, [note(1, "Weights."), note(2, "Data.")])
    segment = json.loads((tmp_path / "meta.json").read_text())["segments"][0]["segment_id"].replace("-", "")
    stamp = json.loads((tmp_path / "meta.json").read_text())["opstamp"]
    left = [f"{segment}.{n}.del" for n in range(stamp + 1, stamp + 9)]
    managed = json.loads((tmp_path / ".managed.json").read_text())
    (tmp_path / ".managed.json").write_text(json.dumps([*managed, *left]))
    for name in left:
        (tmp_path / name).write_bytes(b"half of")

    reader = written(engine, tmp_path, [note(1, "Parameters.")], n=2)

    assert (ids(reader, "weights"), ids(reader, "parameters"), ids(reader, "data")) == (
        [],
        ["note:1"],
        ["note:2"],
    )
