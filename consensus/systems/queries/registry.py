"""Systems and their versions, by name."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ...kit.db import db
from ..errors import NoSuchSystem, NoSuchVersion
from ..models import System, SystemSource, SystemVersion

ADDRESSES = ("licences", "matrix", "opinions", "reviews", "surprises")


def system_named(slug: str) -> System:
    """The system of a slug. Raises NoSuchSystem."""
    found = db.session.scalar(select(System).where(System.slug == slug))
    if found is None:
        raise NoSuchSystem
    return found


def version_named(system: System, version: str | None = None) -> SystemVersion:
    """A version of a system by its name; the leading one without. Raises NoSuchVersion."""
    if version is None:
        return system.leading
    found = next((each for each in system.versions if each.version == version), None)
    if found is None:
        raise NoSuchVersion
    return found


def systems_named(slugs: Collection[str]) -> dict[str, System]:
    """Several systems, by slug; those that are not there are left out."""
    query = select(System).where(System.slug.in_(sorted(slugs)))
    return {each.slug: each for each in db.session.scalars(query)}


def systems_whole(slugs: Sequence[str]) -> list[System]:
    """Several systems with their versions and sources, in the order of their slugs; three statements."""
    query = select(System).options(selectinload(System.versions), selectinload(System.sources))
    found = {each.slug: each for each in db.session.scalars(query.where(System.slug.in_(slugs)))}
    return [found[slug] for slug in slugs if slug in found]


def all_systems() -> Sequence[System]:
    """Every system with its versions and sources, by name; three statements."""
    query = select(System).options(selectinload(System.versions), selectinload(System.sources))
    return sorted(db.session.scalars(query), key=lambda each: (each.name.casefold(), each.slug))


def makers() -> Sequence[str]:
    """Who makes systems, each once."""
    query = select(System.maker).where(System.maker != "").distinct().order_by(System.maker)
    return db.session.scalars(query).all()


def kinds() -> list[str]:
    """Of what kinds systems are, each once."""
    found = db.session.scalars(select(System.kind).distinct())
    return sorted({kind for each in found for kind in each.split(",") if kind})


def taken_slugs(like: str) -> set[str]:
    """The slugs that begin like one; those that are addresses of other pages are taken as well."""
    query = select(System.slug).where(System.slug.startswith(like, autoescape=True))
    return {*db.session.scalars(query), *(slug for slug in ADDRESSES if slug.startswith(like))}


def known_records(records: Collection[tuple[str, str]]) -> dict[tuple[str, str], SystemSource]:
    """Those records of registries that were read before, by registry and name there."""
    names = sorted({record for _origin, record in records})
    query = (
        select(SystemSource).where(SystemSource.record.in_(names)).options(selectinload(SystemSource.system))
    )
    found = {(each.origin, each.record): each for each in db.session.scalars(query)}
    return {key: each for key, each in found.items() if key in records}


def systems_folded(folded: Collection[str]) -> dict[str, System]:
    """Systems by name and maker, as ``given.folded`` has them."""
    query = select(System).where(System.folded.in_(sorted(folded)))
    return {each.folded: each for each in db.session.scalars(query)}
