"""What the API answers about systems; the answers themselves are built by ``systems/shapes.py``."""

import marshmallow as ma
from marshmallow import fields

from ..systems.answers import AVAILABLE, FINDINGS
from ..systems.expressions import State
from ..systems.models import ReviewState, Stance
from ..systems.scoring import Verdict
from .fields import a_choice, a_flag, a_list, a_moment, a_number, a_text, list_of, said, texts
from .schemas import PageQuery

NO_VERDICT = "Null: the draft has no checklist."


class LinkSchema(ma.Schema):
    """An address of the web."""

    url = a_text()
    title = a_text("What it leads to; may be empty.")


class SystemVersionSchema(ma.Schema):
    """One version of a system."""

    version = a_text()
    date = a_text("`YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty where it is not known.")
    links = a_list(LinkSchema)
    licences = texts("Every licence that is named, as written.")


class SystemSourceSchema(ma.Schema):
    """A record that tells of a system. What another registry says is its own, and never counted."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    registry = a_text("Empty: our own.")
    id = a_text("What the record is called there.")
    url = a_text()
    attribution = a_text("To be shown wherever the record is.")


class SystemSchema(ma.Schema):
    """An AI system of the registry, with its assessment under one draft."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    slug = a_text("Lasting, and unique.")
    name = a_text()
    maker = a_text("Empty where no record says.")
    kind = a_text("Such as `text`; several joined by a comma; empty where it is not known.")
    versions = a_list(SystemVersionSchema, "The oldest first.")
    source = a_text("Where the system, or the record of it, can be found.", allow_none=True)
    sources = a_list(SystemSourceSchema)
    version = a_text("The version that its verdict is of.")
    url = a_text("Its page.")
    published = fields.Dict(
        required=True, allow_none=True, metadata=said("The outcome reported in 2024: draft, outcome, source.")
    )
    draft = a_text("The draft that the verdict is under.", allow_none=True)
    verdict = a_choice(Verdict, NO_VERDICT, empty=True)


class ReasonSchema(ma.Schema):
    """What is found of one requirement."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    requirement = a_text("Its id in the draft's checklist.")
    clause = a_text("The clause it comes from.")
    state = a_choice(State, "`terms`: it is there, and at worst its terms stand in the way.")
    why = a_text("As sentences.")
    decides = a_flag("Whether the verdict is what it is because of this one.")


class AnswerSchema(ma.Schema):
    """What a reviewer says of one component."""

    component = a_text()
    available = a_choice(AVAILABLE)
    licence = a_text()
    document = a_text("Where the legal text can be read.")
    evidence = a_text("Where it can be seen.")
    note = a_text("Null where moderators folded it.", allow_none=True)
    use = a_choice(FINDINGS)
    study = a_choice(FINDINGS)
    modify = a_choice(FINDINGS)
    share = a_choice(FINDINGS)


class RegistrySchema(SystemSourceSchema):
    """What another registry says, as its own review: shown beside ours, never counted."""

    version = a_text("Of which version.")
    answers = a_list(AnswerSchema, "As far as its criteria are components of a checklist.")
    ratings = fields.List(
        fields.Dict(), required=True, metadata=said("Its own criteria: criterion, value, note, links.")
    )
    unlisted = fields.List(
        fields.String(),
        data_key="unknown",
        required=True,
        metadata=said("Its criteria that no checklist has."),
    )


class WholeSystemSchema(SystemSchema):
    """One system, with the reasons for its verdict, and what other registries say of it."""

    notes = a_text()
    reasons = a_list(ReasonSchema, "In the order of the checklist.")
    registries = a_list(RegistrySchema)


class EvaluationSchema(ma.Schema):
    """The assessment of a system under a draft: computed from reviews, never typed."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    system = a_text()
    draft = a_text()
    version = a_text("The version of the system that it is of.")
    verdict = a_choice(Verdict, NO_VERDICT, empty=True)
    reasons = a_list(ReasonSchema, "In the order of the checklist.")
    basis = a_text(
        "What it was computed from, as a digest; opinions of another basis are stale.", allow_none=True
    )
    reviewers = a_number("How many public reviews it rests on.")
    without_makers = a_choice(
        Verdict,
        "The verdict when makers of the system are left out; null: nobody else reviewed it.",
        empty=True,
    )


class BecauseSchema(ma.Schema):
    """A requirement that makes the difference."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    requirement = a_text()
    clause = a_text()


class FlipSchema(ma.Schema):
    """A system whose verdict differs between two drafts."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    system = a_text()
    before = fields.String(
        data_key="from", required=True, validate=ma.validate.OneOf([str(each) for each in Verdict])
    )
    after = fields.String(
        data_key="to", required=True, validate=ma.validate.OneOf([str(each) for each in Verdict])
    )
    because = a_list(BecauseSchema, "Those that decide now and did not, then those that decided before.")


class ReviewSchema(ma.Schema):
    """One reviewer's answers on one version of a system under one draft."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    id = a_number()
    url = a_text("Its page.")
    system = a_text()
    version = a_text()
    draft = a_text()
    reviewer = a_text("Their name, or the name under which the review came in.")
    affiliation = a_text()
    funding = a_text()
    maker = a_flag("Whether the reviewer has a part in making the system.")
    recused = a_flag("Whether the reviewer stepped back.")
    state = a_choice(ReviewState)
    submitted_at = a_moment("Null: not yet.")
    waits_until = a_moment(
        "Until when the maker has time to reply before it is public; null: it does not wait."
    )
    answers = a_list(AnswerSchema)
    revisions = a_number("How often it was submitted.")
    hidden = a_flag("Whether moderators folded its notes; what it answers stays.")


class StanceAnswerSchema(ma.Schema):
    """What a maintainer answers."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    reason = a_text()
    by = a_text()
    at = a_moment("When.", empty=False)


class StanceSchema(ma.Schema):
    """What somebody says of an assessment."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    id = a_number()
    system = a_text()
    draft = a_text()
    stance = a_choice(Stance)
    reason = a_text("Null where moderators folded it.", allow_none=True)
    requirement = a_text(allow_none=True)
    evidence = a_text(allow_none=True)
    affiliation = a_text()
    group = a_text("The stakeholder group.", allow_none=True)
    at = a_moment("When.", empty=False)
    stale = a_flag("Whether the assessment rests on something else by now.")
    holds_up = a_flag("Whether it holds up the path to stable: it names its ground, and nobody has answered.")
    answer = fields.Nested(StanceAnswerSchema, required=True, allow_none=True)


SystemList = list_of(SystemSchema, "SystemList")
EvaluationList = list_of(EvaluationSchema, "EvaluationList")
FlipList = list_of(FlipSchema, "FlipList")
ReviewList = list_of(ReviewSchema, "ReviewList")


class UnderQuery(PageQuery):
    """Under which draft, and which page."""

    draft = fields.String(
        metadata=said("A published draft's version, or `latest`, which is taken if none is given.")
    )


class SystemQuery(UnderQuery):
    """Which systems."""

    verdict = fields.String(
        validate=ma.validate.OneOf([str(verdict) for verdict in Verdict]),
        metadata=said("Only those with this verdict under the draft."),
    )
    maker = fields.String(metadata=said("Only those of this maker."))
    kind = fields.String(metadata=said("Only those of this kind."))


class ReviewQuery(PageQuery):
    """Which reviews."""

    version = fields.String(metadata=said("The system's version; else the one that is shown."))


class FlipQuery(PageQuery):
    """Between which drafts."""

    older = fields.String(data_key="from", metadata=said("The older draft; else the one before the newer."))
    newer = fields.String(data_key="to", metadata=said("The newer draft; else the latest."))


class OneDraftQuery(ma.Schema):
    """Under which draft."""

    draft = fields.String(
        metadata=said("A published draft's version, or `latest`, which is taken if none is given.")
    )
