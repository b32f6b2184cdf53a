"""What stops are called, for whoever shows a channel."""

from sqlalchemy import select

from ...kit.db import db
from ..models import Stop


def titles_of_stops() -> dict[str, str]:
    """Slug → title of every stop, in one query."""
    return {stop.slug: stop.title for stop in db.session.scalars(select(Stop))}
