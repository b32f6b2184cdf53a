"""Tokens, by which programs act for a person. Private: the public record says nothing of them."""

from datetime import timedelta

from sqlalchemy import delete

from ...kit.clock import now
from ...kit.db import db
from ..errors import TooManyTokens
from ..keys import digest_of, new_secret
from ..models import Account, Scope, Token
from ..queries import tokens_of

MOST_TOKENS = 50
PREFIX = "cns_"
DAY = timedelta(days=1)


def create_token(account: Account, *, name: str, scope: Scope, days: int | None = 90) -> tuple[str, Token]:
    """Make a token, valid for so many days or for good. → its secret, shown once and kept nowhere, and the
    row.

    Tokens that ran out are swept up. Raises TooManyTokens.
    """
    at = now()
    db.session.execute(delete(Token).where(Token.account_id == account.id, Token.expires_at <= at))
    if len(tokens_of(account)) >= MOST_TOKENS:
        raise TooManyTokens
    secret = new_secret(PREFIX)
    ends = at + timedelta(days=days) if days else None
    token = Token(
        account=account, name=name, digest=digest_of(secret), scope=scope, created_at=at, expires_at=ends
    )
    db.session.add(token)
    db.session.flush()
    return secret, token


def revoke_token(token: Token) -> None:
    """Delete a token; whoever uses it is nobody from now on."""
    db.session.delete(token)
    db.session.flush()


def note_use(token_id: int) -> None:
    """Remember that a program wrote with its token, at most once a day."""
    token, at = db.session.get(Token, token_id), now()
    if token is not None and (token.last_used_at is None or at - token.last_used_at >= DAY):
        token.last_used_at = at
