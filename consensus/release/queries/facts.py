"""Everything that criteria are held against, read at once: a fixed number of statements, however much there is."""

from ...drafts.models import Draft
from ...voting.queries.policies import policy_of
from ..facts import Facts
from .endorsements import confirmed_by_group
from .people_facts import continents_of, judged_on, stops_left_open, stops_opened
from .seals import signed_on
from .system_facts import surprises_open, system_facts
from .text_facts import comments_waiting, text_facts


def facts_of(draft: Draft) -> Facts:
    """What is counted of a published draft, as it stands now."""
    policy, systems = policy_of(draft), system_facts(draft)
    text = text_facts(draft, last_call=policy.last_call_accepted)
    return Facts(
        clauses=text.clauses,
        objections=text.objections,
        objected=text.objected,
        comments=comments_waiting(draft),
        assessed=any(each.verdict is not None for each in systems),
        systems=systems,
        surprises=surprises_open(draft),
        groups=policy.slugs,
        confirmed=confirmed_by_group(draft),
        stops_opened=stops_opened(),
        stops_open=stops_left_open(),
        continents=continents_of(draft),
        judged=judged_on(draft),
        signed=signed_on(draft),
        last_call=policy.last_call_accepted,
    )
