"""Alembic's entrance: the application's own engine and models; each migration is one transaction."""

from alembic import context
from flask import current_app

from consensus.kit.db import db
from consensus.kit.db.state import writing


def run() -> None:
    """Migrate over the application's engine, with the write lock in hand."""
    token = writing.set(True)
    try:
        with db.engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_as_batch=True,
                compare_type=True,
                transaction_per_migration=True,
                render_item=_plain,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
    finally:
        writing.reset(token)


def _plain(kind: str, thing: object, _autogenerate: object) -> str | bool:
    """Our own column types are written as what they are stored as, so that old migrations need no new code."""
    if kind == "type":
        return {
            "UtcDateTime": "sa.DateTime(timezone=True)",
            "Choice": "sa.String()",
            "Json": "sa.Text()",
        }.get(type(thing).__name__, False)
    return False


assert current_app is not None
run()
