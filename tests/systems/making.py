"""What tests of assessments are made of: checklists, answers, and generated ones."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from consensus.drafts.checklists import Checklist, Component, read_checklist
from consensus.systems.answers import Answer
from consensus.systems.book import licence_book
from consensus.systems.expressions import State
from consensus.systems.scoring import Evaluation, evaluate
from consensus.systems.terms import Terms, found_terms

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = ("0.0.8", "0.0.9", "1.0-RC1", "1.0-RC2", "1.0")
# The clauses of a draft that mean something else than in the draft before, as the maps of content/ have them.
CHANGED = {
    "0.0.9": frozenset({"training-datasets", "research-paper", "technical-report", "data-card"}),
    "1.0-RC1": frozenset(
        "data-description data-public data-third-party training-datasets research-paper technical-report data-card "
        "model-parameters".split()
    ),
    "1.0-RC2": frozenset({"data-description"}),
}
NAMES = tuple("abcdef")


def checklist_of(draft: str) -> Checklist:
    """The checklist that content/ gives to a draft."""
    return read_checklist(
        (ROOT / "content" / "drafts" / draft / "checklist.toml").read_text(encoding="utf-8")
    )


def terms(answer: Answer, framework: str) -> tuple[Terms, Terms | None]:
    """The terms of an answer by the table that comes with the program."""
    return found_terms(answer, framework, book=licence_book())


def component(id: str, **but: Any) -> Component:
    fields = {"title": id, "group": "", "clause": id, "framework": "osd", "optional": False, "was": ()} | but
    return Component(id=id, **fields)


def checklist(requires: Any, *components: Component) -> Checklist:
    """A checklist; components that are only named are made up."""
    given = {each.id: each for each in components}
    return Checklist({name: given.get(name) or component(name) for name in (*NAMES, *given)}, requires)


def answers(**by_name: str) -> list[Answer]:
    """``answers(a="MIT", b="no", c="")``: available under a licence, not available, available under unknown terms."""
    return [answer(name, said) for name, said in by_name.items()]


def answer(name: str, said: str) -> Answer:
    if said in ("no", "unknown"):
        return Answer(name, said)
    return Answer(name, "yes", licence=said)


def assess(asked: Checklist | None, given: list[Answer]) -> Evaluation:
    return evaluate(asked, given, terms=terms)


expressions = st.recursive(
    st.sampled_from(NAMES) | st.sampled_from(NAMES).map(lambda name: {"clause": name}),
    lambda inner: st.builds(
        lambda name, parts: {name: parts},
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=10,
)
states = st.sampled_from(State)
knowledge = st.dictionaries(st.sampled_from(NAMES), states)
said = st.sampled_from(["no", "unknown", "", "MIT", "CC-BY-4.0", "CC-BY-NC-4.0"])
sheets = st.dictionaries(st.sampled_from(NAMES), said).map(lambda given: answers(**given))
