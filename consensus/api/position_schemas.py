"""What the API answers about positions; the figures themselves are built by the rooms of ``voting``."""

import marshmallow as ma
from marshmallow import fields

from ..voting.counting import Choice
from .fields import a_choice, a_flag, a_list, a_number, a_text, list_of, said
from .schemas import OUTCOMES

STANCES = ("agree", "disagree")


class ReceiptSchema(ma.Schema):
    """The entry of the public record that says so; `verify.py --receipt` finds it in any export."""

    n = a_number("The entry's number.")
    hash = a_text("Its hash; 64 hexadecimal digits.")
    checkpoint = fields.Dict(
        required=True,
        allow_none=True,
        metadata=said(
            "The first signed note of where the record ended that covers the entry; null until there is one."
        ),
    )


class PositionSchema(ma.Schema):
    """Where somebody stands on a clause. What else there is to know of it stands there only when they said something."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    clause = a_text("The clause, by its lasting key.")
    draft = a_text("The draft that it is seen from.")
    position = a_choice(Choice, "Null: nothing was said, or it was taken back.", empty=True)
    taken_on = a_text("The draft on whose words it was taken.", allow_none=True)
    stale = a_flag("Whether it was taken on words of another meaning, and is not counted here.")
    receipt = fields.Nested(ReceiptSchema, required=True, allow_none=True)
    state = fields.String(metadata=said("`here`, `same-words` or `edited`: how it counts here; or `stale`."))
    comment = fields.Integer(allow_none=True, metadata=said("The comment that gives its reason."))
    en_bloc = fields.Boolean(metadata=said("Whether it was said of the rest of a part at once."))
    refused = fields.Boolean(
        metadata=said("Whether its holder refused to have it carried over edited words.")
    )
    set_aside = fields.Boolean(
        metadata=said("Whether it counts nothing for now, because its holder was set aside.")
    )
    public = fields.Dict(metadata=said("What the record says of its holder: never a name, never a country."))


class RestClauseSchema(ma.Schema):
    """A clause of the rest of a part."""

    key = a_text()
    number = a_text()


class TotalsSchema(ma.Schema):
    """How many say what."""

    support = a_number()
    accept = a_number("Can live with it.")
    abstain = a_number()
    object = a_number()
    n = a_number("All of them.")


class ShareSchema(ma.Schema):
    """A share with its interval of 95 per cent (Wilson)."""

    value = fields.Float(required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    of = a_number("For and against together; abstentions are not in it.")


class SharesSchema(ma.Schema):
    """The shares for (support and accept) and against."""

    backing = fields.Nested(ShareSchema, required=True, data_key="for")
    against = fields.Nested(ShareSchema, required=True)


class DependenceSchema(ma.Schema):
    """That the outcome would be another."""

    rule = a_text("What would be left out, or counted otherwise.")
    name = a_text("Which organisation, stop or scribe.")
    title = a_text("The same in words, for people.")
    status = a_choice(OUTCOMES, "What the outcome would be.")


class OutcomeSchema(ma.Schema):
    """What the figures indicate by the draft's policy."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    status = a_choice(OUTCOMES)
    sentence = a_text("Why, and what would change it.")
    depends_on = a_list(DependenceSchema, "Empty: it is robust.")


def _table(what: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(), values=fields.Nested(TotalsSchema), required=True, metadata=said(what)
    )


class ChannelQuery(ma.Schema):
    """Of which channel alone."""

    channel = fields.String(metadata=said("`online`, `rooms` (all stops together) or `stop:<slug>`."))


class TallySchema(ma.Schema):
    """What stands of a clause. What was carried from earlier drafts on words of the same meaning is inside."""

    class Meta:
        """More is said than is described here."""

        unknown = ma.INCLUDE

    draft = a_text()
    clause = a_text()
    channel = a_text("Of which channel alone; null: of all.", allow_none=True)
    totals = fields.Nested(TotalsSchema, required=True)
    shares = fields.Nested(SharesSchema, required=True)
    by_group = _table("By stakeholder group; `unstated` where it was left out.")
    by_channel = _table("`online`, and each stop.")
    by_continent = _table("By continent; `unstated` where it was left out.")
    stale = a_number("Positions on other words that the clause came from. Never inside.")
    carried = a_number("Those inside that were taken on an earlier draft.")
    en_bloc = a_number("Those inside that were said of the rest of a part at once.")
    late = a_number("Those inside that came in after closing, from paper.")
    makers = a_number("Those inside of people who make systems.")
    set_aside = a_number("Positions of people who were set aside from a sitting. Never inside.")
    turnout = fields.Dict(
        required=True, allow_none=True, metadata=said("Of those who may take part, how many did.")
    )
    concentration = fields.Dict(
        required=True,
        allow_none=True,
        metadata=said("Of all positions, the part that the most active tenth holds."),
    )
    outcome = fields.Nested(OutcomeSchema, required=True)
    policy = fields.Dict(required=True, metadata=said("The rule that it is counted by, with its sentences."))


class CharacteristicSchema(ma.Schema):
    """A clause that an opinion group stands out by."""

    clause = a_text()
    stance = a_choice(STANCES)
    votes = a_number("How many of the group say so.")
    seen = a_number("How many of the group say anything of it.")
    probability = fields.Float(
        required=True, metadata=said("Of the group to say so, (votes + 1) / (seen + 2).")
    )
    ratio = fields.Float(required=True, metadata=said("How many times as likely as others."))
    z_inside = fields.Float(required=True, metadata=said("The one-proportion test, against one half."))
    z_between = fields.Float(required=True, metadata=said("The two-proportion test, against everybody else."))


class OpinionGroupSchema(ma.Schema):
    """An opinion group: people who took similar positions."""

    name = a_text("A letter; the largest is A.")
    size = a_number("How many people.")
    clauses = a_list(CharacteristicSchema, "The clauses it stands out by, at most five.")


class SharedSchema(ma.Schema):
    """A clause of which all opinion groups say the same."""

    clause = a_text()
    agree = fields.Float(required=True)
    disagree = fields.Float(required=True)
    stance = a_choice(STANCES)


class DividingSchema(ma.Schema):
    """A clause that divides opinion groups."""

    clause = a_text()
    agree = fields.Float(required=True)
    disagree = fields.Float(required=True)
    spread = fields.Float(
        required=True, metadata=said("Between the group most and the group least likely to agree.")
    )


class OpinionsSchema(ma.Schema):
    """The opinion map of a draft, as it was reckoned last."""

    draft = a_text()
    k = a_number("How many opinion groups; 0: there is too little to tell.")
    people = a_number("How many people are in them.")
    groups = a_list(OpinionGroupSchema)
    shared = a_list(SharedSchema, "What all opinion groups share, the most consensual first.")
    dividing = a_list(DividingSchema, "What divides them, the widest spread first.")
    consensus = fields.Dict(
        keys=fields.String(),
        values=fields.Float(),
        required=True,
        metadata=said(
            "Group-informed consensus per clause: the product of the groups' probabilities to agree."
        ),
    )
    too_little = a_text("Why there is no map.", allow_none=True)


PositionList = list_of(PositionSchema, "PositionList")
RestList = list_of(RestClauseSchema, "RestList")
