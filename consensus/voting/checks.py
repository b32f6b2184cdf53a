"""The check of ``policy.toml``, which a draft carries: what is wrong must be mended, what is unstated is told."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _

from ..accounts.groups import group_called
from ..kit.errors import Invalid
from .policy_files import PolicyError, read_policy, unstated


def check_policy(content: str, keys: Collection[str]) -> Sequence[str]:
    """Warnings about a policy. Raises Invalid with a sentence for everything that is wrong, each with its line."""
    try:
        policy = read_policy(content)
    except PolicyError as error:
        raise Invalid({"policy": [str(problem) for problem in error.problems]}) from error
    warnings = []
    if left := unstated(content):
        fields = ", ".join(left)
        warnings.append(_("The policy leaves this to the standard one: %(fields)s.", fields=fields))
    unknown = [group.slug for group in policy.groups if group_called(group.slug) is None]
    if unknown:
        groups = ", ".join(unknown)
        warnings.append(_("Nobody can say of themselves yet that they are of: %(groups)s.", groups=groups))
    return warnings
