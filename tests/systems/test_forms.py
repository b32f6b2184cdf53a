"""What is typed about systems, read as answers and versions; nothing else gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.errors import Invalid
from consensus.systems.answers import AVAILABLE, FINDINGS, FREEDOMS, Answer
from consensus.systems.forms import ReviewForm, SystemForm, answers_in
from consensus.systems.found import Link
from consensus.systems.given import Declared

WHOLE = {"name": "Alpha", "maker": "Maker", "version": "1"}


def test_answers_are_read_by_component():
    fields = {
        "available-code": "yes", "licence-code": " MIT ", "evidence-code": "https://example.org", "use-code": "allowed",
        "note-code": "a\r\nb", "available-data": "no", "available-other": "yes",
    }  # fmt: skip

    assert answers_in(fields, asked=["code", "data", "weights"]) == [
        Answer("code", "yes", "MIT", evidence="https://example.org", note="a\nb", use="allowed"), Answer("data", "no"),
    ]  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from([f"{name}-a" for name in ("available", "licence", "note", *FREEDOMS)]), st.text()
    )
)
def test_whatever_is_typed_gives_an_answer_that_may_be_one(fields):
    for answer in answers_in(fields, asked=["a"]):
        assert answer.available in AVAILABLE
        assert set(answer.freedoms.values()) <= set(FINDINGS)


def test_what_a_reviewer_says_of_themselves_is_a_value():
    form = ReviewForm.take({"affiliation": " A  school ", "maker": "yes", "do": "submit"})

    assert ReviewForm.declared(form) == Declared("A school", "", True)


def test_a_version_is_read_from_lines():
    form = SystemForm.take(
        WHOLE
        | {
            "date": "2024-10",
            "licences": "MIT\n\n Apache-2.0 ",
            "links": "paper | https://a.org\nhttp://b.org",
        }
    )

    found = SystemForm.version_of(form)

    assert (found.version, found.date, found.licences) == ("1", "2024-10", ("MIT", "Apache-2.0"))
    assert found.links == (Link("https://a.org", "paper"), Link("http://b.org", ""))


@pytest.mark.parametrize(
    "field, value",
    [
        ("date", "October"), ("date", "2024-1"), ("links", "javascript:alert(1)"), ("links", "two words here"),
        ("links", "https://a.org\nnowhere"), ("name", ""), ("version", " "),
    ],
)  # fmt: skip
def test_what_is_none_is_refused(field, value):
    with pytest.raises(Invalid) as refused:
        SystemForm.take(WHOLE | {field: value})

    assert list(refused.value.errors) == [field]
