"""Whether terms are acceptable is answered from a table, or not at all; the reviewer's own finding stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import Answer
from consensus.systems.book import licence_book
from consensus.systems.terms import acceptable, found_terms, own_finding

BOOK = licence_book()
ORDER = ["no", "unknown", "yes"]


def verdict(licence: str, framework: str = "osd-terms") -> str:
    return acceptable(licence, framework, book=BOOK).answer


def codes(licence: str, framework: str = "osd-terms") -> list[str]:
    return [each.code for each in acceptable(licence, framework, book=BOOK).why]


@pytest.mark.parametrize("licence, osi, others", [
    ("Apache-2.0", "yes", "yes"), ("MIT License", "yes", "yes"), ("Apache 2", "yes", "yes"),
    ("CC BY 4.0", "no", "yes"), ("CC-BY-SA-3.0", "no", "yes"), ("CC0", "no", "yes"), ("ODC-By", "no", "yes"),
    ("ODbL-1.0", "no", "yes"), ("PDDL", "no", "yes"), ("CDLA-Permissive-2.0", "no", "yes"), ("OpenMDW-1.0", "no", "yes"),
    ("CC-BY-NC-4.0", "no", "no"), ("CC-BY-ND-4.0", "no", "no"), ("CC BY-NC-ND 4.0", "no", "no"),
    ("Llama 2 Community License", "no", "no"), ("Meta Llama 3 Community License Agreement", "no", "no"),
    ("Llama 9.9 Community License", "no", "no"), ("Gemma", "no", "no"), ("Gemma Terms of Use", "no", "no"),
    ("bigscience-bloom-rail-1.0", "no", "no"), ("OpenRAIL-M", "no", "no"), ("CreativeML Open RAIL++-M License", "no", "no"),
    ("tii-falcon-llm", "no", "no"), ("Falcon-180B TII License 1.0", "no", "no"), ("DeepSeek License Agreement", "no", "no"),
    ("Mistral Research License", "no", "no"), ("Qwen License Agreement", "no", "no"), ("tongyi-qianwen-research", "no", "no"),
    ("proprietary", "no", "no"), ("unlicensed", "no", "no"), ("NONE", "no", "no"), ("arXiv license", "no", "no"),
    ("SSPL-1.0", "no", "no"), ("GFDL-1.3-only", "no", "unknown"), ("WTFPL", "no", "yes"), ("Beerware", "no", "unknown"),
    ("custom", "unknown", "unknown"), ("unknown", "unknown", "unknown"), ("n/a", "unknown", "unknown"),
    ("", "unknown", "unknown"), ("NOASSERTION", "unknown", "unknown"), ("Apache", "unknown", "unknown"),
    ("Modified MIT License", "unknown", "unknown"), ("LicenseRef-mine", "unknown", "unknown"), ("🦙", "unknown", "unknown"),
])  # fmt: skip
def test_licences_under_the_frameworks(licence: str, osi: str, others: str) -> None:
    found = [verdict(licence, framework) for framework in ("osi", "osd", "osd-terms", "osi-terms")]

    assert found == [osi, others, others, others]


@pytest.mark.parametrize("licence, answer", [
    ("MIT OR CC-BY-NC-4.0", "yes"), ("MIT AND CC-BY-NC-4.0", "no"), ("MIT AND Foo", "unknown"), ("Foo OR Bar", "unknown"),
    ("CC-BY-NC-4.0 AND Foo", "no"), ("(MIT OR Foo) AND Apache-2.0", "yes"), ("mit and (apache-2.0 or gemma)", "yes"),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "yes"), ("Apache 2.0 with LLVM exception", "yes"),
    ("Apache-2.0 WITH Commons Clause", "no"), ("Apache-2.0 WITH something", "unknown"), ("Gemma WITH LLVM-exception", "no"),
    ("GPL-2.0+", "yes"), ("GPL 3 or later", "yes"), ("GNU GPL v3, or any later version", "yes"),
    ("MIT/Apache-2.0", "yes"), ("MIT, Apache 2.0 and BSD-3", "yes"), ("MIT; CC-BY-NC-4.0", "unknown"),
    ("CC-BY-NC-4.0, Gemma", "no"), ("Apache-2.0 & MIT", "yes"), ("MIT AND", "unknown"), ("AND", "unknown"), ("()", "unknown"),
    ("(MIT", "yes"), ("MIT;", "yes"), ("MIT Apache-2.0", "unknown"), ("(" * 50 + "MIT OR ISC" + ")" * 50, "unknown"),
    ("MIT AND " * 100 + "MIT", "unknown"), ("Unknown (Apache-2.0?)", "unknown"), ("Apache 2.0 (code only)", "unknown"),
    ("Llama 2 Community License Agreement (not OSI-approved)", "no"), ("Unknown (research purposes only)", "no"),
    ("Apache-2.0 and BigScience RAIL License v1.0", "no"), ("Apache-2.0 and CC-BY-NC-4.0 and additional terms", "no"),
    ("CC-BY-4.0 for end model, variable for base model", "unknown"), ("commercial use restrictions; Apache 2.0", "unknown"),
])  # fmt: skip
def test_expressions_of_licences(licence: str, answer: str) -> None:
    assert verdict(licence) == answer


def test_the_limit_of_a_model_licence_is_told() -> None:
    told = acceptable("Llama 2 Community License", "osd-terms", book=BOOK)

    assert told.why[0].text == (
        "Llama 2 Community License asks those with more than 700 million monthly users to request permission"
    )
    assert told.source == "https://ai.meta.com/llama/license/"


def test_why_a_good_data_licence_is_no_code_licence() -> None:
    assert (codes("CC-BY-4.0", "osi"), codes("CC-BY-4.0", "osd")) == (["not-osi-approved"], ["attribution"])


def test_where_no_terms_are_asked_for_any_do() -> None:
    assert verdict("Foo", "") == "yes"


names = st.sampled_from(["MIT", "Apache 2.0", "CC-BY-NC-4.0", "Gemma", "Foo", "custom", "CC0"])
frameworks = st.sampled_from(["osi", "osi-terms", "osd", "osd-terms"])


@given(names, names, frameworks)
def test_and_takes_the_worse_and_or_the_better(one: str, other: str, framework: str) -> None:
    both = [verdict(one, framework), verdict(other, framework)]

    assert verdict(f"{one} AND {other}", framework) == min(both, key=ORDER.index)
    assert verdict(f"{one} OR {other}", framework) == max(both, key=ORDER.index)


@given(st.text(alphabet="MITandorwh()/,;+ -2.0CBYN?|&", max_size=120), frameworks)
def test_any_text_is_answered_and_unapproved_words_never_give_yes(text: str, framework: str) -> None:
    found = acceptable(text, framework, book=BOOK)

    assert found.answer in ORDER and all(each.text for each in found.why)


@given(st.text(max_size=60).filter(lambda text: not set(text) & set("/|,;")), frameworks)
def test_terms_added_in_words_never_make_a_licence_better(text: str, framework: str) -> None:
    assert ORDER.index(verdict(f"Gemma AND ({text})", framework)) <= ORDER.index("unknown")


FREE = {"use": "allowed", "study": "allowed", "modify": "allowed", "share": "allowed"}


@pytest.mark.parametrize("licence, freedoms, framework, answer, against", [
    ("MIT", FREE, "osd", "yes", None), ("MIT", {"use": "restricted"}, "osd", "yes", "no"),
    ("Gemma", FREE, "osd", "no", "yes"), ("Gemma", {"use": "restricted"}, "osd", "no", None),
    ("Foo Model Licence", FREE, "osd-terms", "yes", None), ("Foo Model Licence", FREE, "osi", "unknown", None),
    ("Foo Model Licence", {**FREE, "share": "conditions"}, "osd-terms", "unknown", None),
    ("Foo Model Licence", {**FREE, "share": "restricted"}, "osi", "no", None),
    ("", FREE, "osd-terms", "unknown", None), ("MIT", {}, "osd", "yes", None),
])  # fmt: skip
def test_the_table_goes_first_and_a_contradiction_is_kept(
    licence: str, freedoms: dict[str, str], framework: str, answer: str, against: str | None
) -> None:
    found, other = found_terms(Answer("a", "yes", licence, **freedoms), framework, book=BOOK)

    assert (found.answer, other and other.answer) == (answer, against)


def test_a_finding_in_a_legal_document_counts_without_a_name() -> None:
    given_answer = Answer("a", "yes", document="https://example.org/terms", **FREE)

    assert found_terms(given_answer, "osd-terms", book=BOOK)[0].answer == "yes"


def test_a_contradiction_says_what_was_found() -> None:
    _, other = found_terms(Answer("a", "yes", "MIT", use="restricted"), "osd", book=BOOK)

    assert other is not None
    assert other.why[0].text == (
        "the reviewer found otherwise: use restricted, study unknown, modify unknown, share unknown"
    )


def test_no_finding_settles_nothing() -> None:
    assert own_finding(Answer("a", "yes", "MIT"), "osd") is None
