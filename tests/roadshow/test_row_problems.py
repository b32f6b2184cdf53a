"""Whatever is wrong with a row has a sentence."""

from consensus.roadshow import batch, tabular
from consensus.roadshow.row_problems import ENOUGH, OTHERWISE, SENTENCES, sentence_of
from consensus.roadshow.tabular import Problem

CODES = {
    value
    for room in (batch, tabular)
    for name, value in vars(room).items()
    if name.isupper() and isinstance(value, str) and name not in ("SEPARATORS", "OBJECT")
}


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) | {batch.OTHERWISE, batch.ENOUGH} == CODES


def test_sentences_say_what_they_are_about(app: object) -> None:
    said = {code: sentence_of(Problem(2, "clause", code, "about-this")) for code in CODES}

    assert [code for code, sentence in said.items() if not sentence or "%" in sentence] == []
    assert "“about-this”" in said[batch.NO_CLAUSE]


def test_a_row_in_the_same_file_is_named_by_its_line(app: object) -> None:
    for code, (without, named) in ((batch.OTHERWISE, OTHERWISE), (batch.ENOUGH, ENOUGH)):
        assert sentence_of(Problem(9, None, code)) == str(without)
        assert sentence_of(Problem(9, None, code, "4")) == str(named) % {"about": "4"}
