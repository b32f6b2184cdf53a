"""What the API answers about the path to stable."""

import marshmallow as ma
from marshmallow import fields

from ..release.criteria import Kind
from ..release.gate import State
from ..release.models import Target
from .fields import a_choice, a_flag, a_list, a_number, a_text, said


class TargetQuery(ma.Schema):
    """Which criteria."""

    target = fields.String(
        load_default=str(Target.STABLE),
        validate=ma.validate.OneOf([str(target) for target in Target]),
        metadata=said("`stable`, which is taken if none is given, or `candidate`."),
    )


class CriterionSchema(ma.Schema):
    """One criterion as it stands for a draft."""

    id = a_text()
    kind = a_choice(Kind, "What it counts, or that people judge it.")
    title = a_text()
    necessary = a_flag("Whether it is counted; else people who hold a named role judge it.")
    state = a_choice(State, "Unknown: there is nothing to count, or too few have judged.")
    value = fields.Integer(required=True, allow_none=True, metadata=said("Its number."))
    threshold = fields.Integer(
        required=True,
        allow_none=True,
        metadata=said("What is asked for; 0 where nothing may be left over."),
    )
    why = a_text("In a sentence: what is missing, by name.")
    rows = fields.Url(required=True, metadata=said("Where everything that was counted is listed."))


class HeldSchema(ma.Schema):
    """A draft held against one version of a target's criteria."""

    target = a_choice(Target)
    version = a_number("The version of the criteria.")
    digest = a_text("The SHA-256 of these criteria in canonical JSON, in hex.")
    passes = a_flag(
        "Whether every criterion passes, so that the next act may be done; not that nothing is left to say."
    )
    criteria = a_list(CriterionSchema)


class GateSchema(HeldSchema):
    """What stands between a draft and a target, now."""

    draft = a_text("The draft's version.")
    beside = a_list(
        HeldSchema,
        "By the version of the criteria before the one that holds, and by the one that holds from the next draft.",
    )
