"""What may be typed about people."""

from typing import Any

import marshmallow as ma
from flask_babel import gettext as _

from ..kit.web.forms import Form, length, line
from . import fields
from .fields import LONGEST_ADDRESS, LONGEST_PASSWORD, NewPassword, Reading, read_address
from .models import Role, Scope, Sector


class SignInForm(Form):
    """An address, a password, and where to go then."""

    email = line(most=LONGEST_ADDRESS, required=True)
    password = ma.fields.String(required=True, validate=length(1, LONGEST_PASSWORD))
    next = line(most=500)


class AddressForm(Form):
    """An address to send a link to."""

    email = Reading(read_address, required=True)
    next = line(most=500)


class RegisterForm(AddressForm):
    """An address and a name."""

    name = line(most=80, required=True)


class ConfirmForm(Form):
    """A password, if the person wants one."""

    password = NewPassword(required=False)


class NewPasswordForm(Form):
    """A new password, and the present one where there is one."""

    current = ma.fields.String(validate=length(0, LONGEST_PASSWORD))
    password = NewPassword(required=True)


class ProfileForm(Form):
    """What a person says of themselves: all optional but the name."""

    name = line(most=80, required=True)
    stakeholder_group = Reading(fields.read_group)
    group_reason = line(most=300)
    affiliation = line(most=120)
    country = Reading(fields.read_country)
    languages = Reading(fields.read_languages, joined_by=",")


class TokenForm(Form):
    """A name for a program's token, what it may do, and for how many days."""

    name = line(most=60, required=True)
    scope = ma.fields.Enum(Scope, by_value=True, load_default=Scope.WRITE)
    days = ma.fields.Integer(validate=ma.validate.Range(1, 366), load_default=90)


class EraseForm(Form):
    """That somebody means it."""

    sure = ma.fields.Boolean(load_default=False)

    @ma.validates("sure")
    def _check(self, value: bool, **kwargs: Any) -> None:
        if not value:
            raise ma.ValidationError(_("Tick the box if you mean it; erasing cannot be undone."))


class GrantForm(Form):
    """A role and its last day."""

    role = ma.fields.Enum(Role, by_value=True, required=True)
    until = Reading(fields.read_last_day)


class RevokeForm(Form):
    """A role."""

    role = ma.fields.Enum(Role, by_value=True, required=True)


class OrganisationForm(Form):
    """An organisation: its name, its sector, its other names, one a line."""

    name = line(most=120, required=True)
    sector = ma.fields.Enum(Sector, by_value=True, required=True)
    aliases = Reading(fields.read_names, joined_by="\n", load_default=list)


class SpokespersonForm(Form):
    """The person, by the address of their account or by their id."""

    person = line(most=LONGEST_ADDRESS, required=True)
