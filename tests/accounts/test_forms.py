"""What may be typed, and how it is read."""

from datetime import UTC, datetime

import pytest

from consensus.accounts.forms import (
    ConfirmForm,
    EraseForm,
    GrantForm,
    NewPasswordForm,
    OrganisationForm,
    ProfileForm,
    RegisterForm,
    TokenForm,
)  # fmt: skip
from consensus.accounts.models import Role, Scope, Sector
from consensus.kit.errors import Invalid


def errors_of(form, **given):
    try:
        form.take(given)
    except Invalid as error:
        return sorted(error.errors)
    return []


@pytest.mark.parametrize("typed, read", [
    (" Ana@Example.ORG ", "ana@example.org"), ("ana+tag@example.org", "ana+tag@example.org"),
    ("maintainer@localhost", "maintainer@localhost"), ("ana@bücher.example", "ana@bücher.example"),
])  # fmt: skip
def test_addresses_are_read_in_lower_case(app, typed, read):
    assert RegisterForm.take({"name": "Ana", "email": typed}).email == read


@pytest.mark.parametrize("typed", [
    "", "ana", "ana@", "@example.org", "a na@example.org", "ana@example.org\nBcc: eve@example.org",
    "Ana <ana@example.org>", "a" * 250 + "@example.org",
])  # fmt: skip
def test_what_is_no_address_is_refused(app, typed):
    assert errors_of(RegisterForm, name="Ana", email=typed) == ["email"]


@pytest.mark.parametrize("typed, slug", [
    ("system-creator", "system-creator"), ("System Creator", "system-creator"),
    (" END_USER ", "end-user"), ("", None),
])  # fmt: skip
def test_stakeholder_groups_are_read_with_spaces_and_in_any_case(app, typed, slug):
    assert ProfileForm.take({"name": "Ana", "stakeholder_group": typed}).stakeholder_group == slug


@pytest.mark.parametrize("field, typed", [
    ("name", ""), ("name", "x" * 81), ("stakeholder_group", "emperor"), ("group_reason", "x" * 301),
    ("affiliation", "x" * 121), ("country", "XX"), ("languages", "Elvish"), ("languages", "x" * 301),
])  # fmt: skip
def test_a_profile_refuses_what_it_cannot_keep_field_by_field(app, field, typed):
    assert errors_of(ProfileForm, **{"name": "Ana", field: typed}) == [field]


def test_languages_are_read_by_code_and_by_name(app):
    typed = "English, français;  kiswahili , pt, EN"

    assert ProfileForm.take({"name": "Ana", "languages": typed}).languages == ["en", "fr", "sw", "pt"]


def test_countries_are_two_letters_in_any_case(app):
    assert ProfileForm.take({"name": "Ana", "country": "sn"}).country == "SN"


def test_only_the_name_is_needed(app):
    assert errors_of(ProfileForm, name="Ana") == []
    assert errors_of(ProfileForm) == ["name"]


@pytest.mark.parametrize("typed, good", [
    ("correct horse battery", True), ("  spaces are kept  ", True), ("too short", False), ("x" * 201, False),
    ("aaaaaaaaaaaa", False), ("Password123", False), ("пароль из слов", True),
])  # fmt: skip
def test_passwords_are_long_and_not_the_first_that_others_try(app, typed, good):
    assert errors_of(NewPasswordForm, password=typed) == ([] if good else ["password"])


def test_passwords_are_kept_as_typed(app):
    assert NewPasswordForm.take({"password": "  two  spaces  "}).password == "  two  spaces  "


def test_a_password_is_optional_when_confirming(app):
    assert ConfirmForm.take({"password": ""}).password is None
    assert errors_of(ConfirmForm, password="short") == ["password"]


def test_a_role_lasts_until_the_end_of_its_last_day(app):
    given = GrantForm.take({"role": "chair", "until": "2030-10-28"})

    assert (given.role, given.until) == (Role.CHAIR, datetime(2030, 10, 28, 23, 59, 59, tzinfo=UTC))


@pytest.mark.parametrize("given, wrong", [
    ({"role": "emperor"}, ["role"]), ({}, ["role"]), ({"role": "chair", "until": "soon"}, ["until"]),
])  # fmt: skip
def test_a_grant_needs_a_role_that_exists_and_a_day(app, given, wrong):
    assert errors_of(GrantForm, **given) == wrong


def test_a_token_says_what_it_is_good_for(app):
    given = TokenForm.take({"name": "script", "scope": "read", "days": "30"})

    assert (given.name, given.scope, given.days) == ("script", Scope.READ, 30)
    assert errors_of(TokenForm, name="", scope="all", days="1000") == ["days", "name", "scope"]


def test_other_names_come_one_a_line(app):
    given = OrganisationForm.take(
        {"name": "Example", "sector": "company", "aliases": "EX\n\n Example  Inc \n"}
    )

    assert (given.sector, given.aliases) == (Sector.COMPANY, ["EX", "Example Inc"])
    assert errors_of(OrganisationForm, name="E", sector="company", aliases="x" * 121) == ["aliases"]


def test_erasing_is_meant(app):
    assert errors_of(EraseForm) == errors_of(EraseForm, sure="no") == ["sure"]
    assert errors_of(EraseForm, sure="yes") == []
