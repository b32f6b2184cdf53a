"""Stored positions as the pure rooms count them."""

from .counting import Carried, Held, Traits
from .models import Position


def traits_of(position: Position, *, carried: Carried = Carried.NOT) -> Traits:
    """What was copied onto a position when it was taken."""
    return Traits(
        group=position.stakeholder_group,
        channel=position.channel,
        continent=position.continent,
        organisation=position.organisation.slug if position.organisation else None,
        maker=position.maker,
        en_bloc=position.en_bloc,
        established=position.established,
        carried=carried,
        late=position.late,
        scribe=position.scribe,
    )


def held_by(position: Position, *, carried: Carried = Carried.NOT) -> Held:
    """A position with its holder, for counting."""
    return Held(position.voter, position.choice, traits_of(position, carried=carried))
