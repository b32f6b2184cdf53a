"""How the command line tells of systems: reports of imports, verdicts with reasons, what changes."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from ..systems.expressions import State

Shape = Mapping[str, Any]
MARKS = {State.MET: "+", State.TERMS: "~", State.MISSING: "-", State.UNKNOWN: "?"}
NONE = "no checklist"


def tell_import(rows: Sequence[Shape]) -> None:
    """What became of each file, with everything in it that a person should look at; then the sum."""
    for row in rows:
        click.echo(f"{row['file']}: {row['outcome']}{' as ' + row['system'] if row['system'] else ''}")
        for caution in row["cautions"]:
            click.echo(f"    line {caution['line']}: {caution['message']}")
        if row["unknown"]:
            click.echo(f"    kept, in no checklist: {', '.join(row['unknown'])}")
        for sentence in row["refused"]:
            click.echo(f"    refused: {sentence}")
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in _outcomes(rows)}
    told = ", ".join(f"{n} {outcome}" for outcome, n in counts.items())
    click.echo(f"{len(rows)} files{': ' + told if told else ''}")


def _outcomes(rows: Sequence[Shape]) -> list[str]:
    return sorted({row["outcome"] for row in rows})


def tell_assessments(found: Sequence[Shape]) -> None:
    """Verdicts, one a line, then how many there are of each."""
    for each in found:
        slug = each.get("slug") or each["system"]
        click.echo(f"{slug:<40} {each['verdict'] or NONE:<18} {each.get('maker', each.get('version', ''))}")
    _tell_counts(_counted(found))


def tell_system(shape: Shape) -> None:
    """One system with the reasons for its verdict, and the outcome that was published of it."""
    click.echo(
        f"{shape['name']} ({shape['maker'] or 'maker not named'}), {shape['kind'] or 'kind not known'}"
    )
    for version in shape["versions"]:
        click.echo(
            f"  version {version['version']} {version['date']} {', '.join(version['licences'])}".rstrip()
        )
    if shape["draft"]:
        click.echo(f"Under draft {shape['draft']}: {shape['verdict'] or NONE}")
    for reason in shape["reasons"]:
        mark = MARKS[State(reason["state"])]
        click.echo(f"  {mark} {reason['requirement']}{' *' if reason['decides'] else ''}: {reason['why']}")
    if published := shape["published"]:
        click.echo(f"Published for {published['draft']}: {published['outcome']} ({published['source']})")
    for source in shape["sources"]:
        if source["attribution"]:
            click.echo(f"Also in: {source['attribution']} {source['url']}")


def tell_flips(found: Sequence[Shape]) -> None:
    """The systems whose verdict differs, and what makes the difference."""
    for each in found:
        because = ", ".join(_cause(cause) for cause in each["because"])
        click.echo(f"{each['system']}: {each['from']} → {each['to']}, because of {because}")
    if not found:
        click.echo("No system changes.")


def _cause(cause: Shape) -> str:
    """``training-code (code)``: the requirement, and its clause where that has another name."""
    requirement, clause = cause["requirement"], cause["clause"]
    return f"{requirement} ({clause})" if clause and clause != requirement else str(requirement)


def tell_what_if(shape: Shape) -> None:
    """What a planned checklist would change, and how many systems would have which verdict."""
    click.echo(f"Compared with draft {shape['draft']}:")
    tell_flips(shape["items"])
    for name in ("before", "after"):
        click.echo(f"{name}: {', '.join(f'{n} {verdict}' for verdict, n in shape[name].items())}")


def _counted(found: Sequence[Shape]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each["verdict"] or NONE] = counts.get(each["verdict"] or NONE, 0) + 1
    return dict(sorted(counts.items()))


def _tell_counts(counts: Mapping[str, int]) -> None:
    if counts:
        click.echo(", ".join(f"{n} {verdict}" for verdict, n in counts.items()))
    else:
        click.echo("There are no systems.")
