"""Pure: why an assessment says what it says: sentences with blanks, so that they can be translated."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

REASONS = MappingProxyType(
    {
        # What was found of one requirement.
        "available": "it is available",
        "no-terms-asked": "no particular terms are asked for",
        "not-available": "it is not available",
        "not-answered": "nobody has answered this yet",
        "availability-unknown": "it is not known whether it is available",
        "spared": "not needed, because %(by)s is there",
        "reviewers-differ": "reviewers differ: %(said)s",
        # Whose finding on the terms it is.
        "found-free": "the reviewer found use, study, change and sharing all allowed",
        "found-restricted": "the reviewer found that the terms restrict: %(freedoms)s",
        "contradiction": "the reviewer found otherwise: %(freedoms)s",
        # What a licence is.
        "osi-approved": "%(licence)s is approved by the Open Source Initiative",
        "not-osi-approved": "%(licence)s is not on the Open Source Initiative's list of approved licences",
        "fsf-free": "%(licence)s is free by the Free Software Foundation's list",
        "not-judged": "%(licence)s is a known licence that this table does not judge for this purpose",
        "not-known": "nothing is known of “%(licence)s”",
        "not-stated": "no licence is stated",
        "ambiguous": "“%(licence)s” does not say how its licences belong together",
        "which-version": "“%(licence)s” does not say which version or variant",
        "exception-unknown": "the exception “%(licence)s” is not known",
        # Why a licence conforms to what the Open Source Definition asks of terms, or does not.
        "attribution": "%(licence)s allows everything and asks for credit",
        "permissive": "%(licence)s allows everything, on conditions that any open licence may have",
        "share-alike": "%(licence)s allows everything and asks the same of changed versions",
        "public-domain": "%(licence)s gives up rights, so that nothing is restricted",
        "non-commercial": "%(licence)s forbids commercial use",
        "no-derivatives": "%(licence)s forbids sharing changed versions",
        "research-only": "%(licence)s allows research or evaluation only",
        "user-limit": "%(licence)s asks those with more than %(limit)s to request permission",
        "revenue-limit": "%(licence)s asks for money or another licence from those with more than %(limit)s",
        "on-request": "%(licence)s asks for registration or permission before some uses",
        "use-restrictions": "%(licence)s forbids certain uses",
        "field-of-use": "%(licence)s limits the field in which it may be used",
        "competing-use": "%(licence)s forbids competing or hosted use",
        "no-improving-others": "%(licence)s forbids using its output to improve other models",
        "guardrails": "%(licence)s ends when a safeguard is removed",
        "region": "%(licence)s leaves out some regions of the world",
        "invariant-parts": "%(licence)s may hold parts that nobody may change",
        "no-rights-for-readers": "%(licence)s lets one archive distribute the text and gives readers no rights",
        "no-licence": "without a licence nobody may use, change or share it",
        "proprietary": "proprietary terms keep rights from users",
        # Why an answer does not carry over to another checklist.
        "new-requirement": "the checklist before did not ask for this",
        "joined": "several requirements became one: %(was)s",
        "split": "one requirement became several: %(was)s",
        "framework": "other terms are asked for: %(after)s in place of %(before)s",
        "clause": "the clause it comes from has changed: %(clause)s",
        "title": "the requirement has other words",
    }
)


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence of REASONS and what fills its blanks."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in English."""
        return REASONS[self.code] % dict(self.params)


def why(code: str, **params: str) -> Why:
    """A reason with its blanks filled, in a fixed order so that equal reasons are equal."""
    return Why(code, tuple(sorted(params.items())))
