"""A checklist that cannot be used is told in a sentence."""

import pytest

from consensus.drafts.checklists import ChecklistError, read_checklist

COMPONENT = 'requires="a"\n[[component]]\nid="a"\ntitle="A"\n'


@pytest.mark.parametrize("text", [
    COMPONENT + "was=5", COMPONENT + "was=[1]", COMPONENT + "x=" + "9" * 5000, "a=" + "[" * 3000, "requires=[",
])  # fmt: skip
def test_nonsense_is_refused_and_never_a_fault(text: str) -> None:
    with pytest.raises(ChecklistError):
        read_checklist(text)


@pytest.mark.parametrize("was, names", [('"b"', ("b",)), ('["b", "c"]', ("b", "c"))])
def test_earlier_ids_are_one_or_several(was: str, names: tuple[str, ...]) -> None:
    assert read_checklist(f"{COMPONENT}was={was}").components["a"].was == names
