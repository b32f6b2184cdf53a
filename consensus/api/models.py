"""What was answered to a write that brought an ``Idempotency-Key``, kept for a day so that it can be answered again."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..kit.db import Model, UtcDateTime


class StoredAnswer(Model):
    """The answer to one write. ``status`` is empty only inside the transaction that is still finding the answer."""

    __tablename__ = "api_answers"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    key: Mapped[str]
    digest: Mapped[str]
    status: Mapped[int | None]
    body: Mapped[str | None]
    location: Mapped[str | None]
    etag: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
