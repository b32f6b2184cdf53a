"""What authors say to the editors' answers, and how objections come to rest: let go, or addressed after silence."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ..errors import (
    AuthorHasAnswered,
    AuthorHasTime,
    CommentIsDeleted,
    NeedsASecondPerson,
    NoAnswerYet,
    NoObjection,
    NotTheAuthor,
    ObjectionIsOver,
    OwnComment,
)
from ..models import Addressing, Answer, AuthorsAnswer, Comment, CommentKind, Disposition, State
from ..texts import Prepared, stored_reason
from ..verbs import Verb
from .counting import counted, locked
from .moving import move
from .telling import tell


def answer_disposition(
    comment: Comment, *, answer: Answer | str, reason: Prepared | str = "", by: Account
) -> AuthorsAnswer:
    """Say whether the editors' answer satisfies: agreeing lets go of an objection; sustaining, with a reason, keeps it.

    Late answers are taken too. A former one is replaced; the same again is no act. What the author let go of comes
    back only when the editors have answered anew since. Raises NotTheAuthor, CommentIsDeleted, NoAnswerYet,
    ObjectionIsOver, and Invalid under reason.
    """
    comment, given = _own_answered(comment, by)
    answer, words = Answer(answer), stored_reason(reason, required=Answer(answer) is Answer.SUSTAIN)
    newest = _newest(given)
    if newest is not None and (newest.answer, newest.reason) == (answer, words):
        return newest
    if (
        comment.kind is CommentKind.OBJECTION
        and not comment.stands
        and not _may_return(comment, given, newest)
    ):
        raise ObjectionIsOver
    said = AuthorsAnswer(disposition_id=given.id, answer=answer, reason=words, at=now())
    db.session.add(said)
    state = State.SUSTAINED if answer is Answer.SUSTAIN else State.ANSWERED
    with counted([comment]):
        if state is State.SUSTAINED or comment.state is not None:
            move(comment, state, reason=words, by=by)
    tell(Verb.ANSWERED, comment, by, answer=str(answer), n=given.n)
    db.session.flush()
    return said


def withdraw_objection(comment: Comment, *, reason: Prepared | str = "", by: Account) -> None:
    """Let go of one's own objection, at any time. Twice is once. Raises NotTheAuthor, NoObjection, ObjectionIsOver."""
    if comment.author_id != by.id:
        raise NotTheAuthor
    [comment] = locked([comment.id])
    words = stored_reason(reason, required=False)
    if comment.kind is not CommentKind.OBJECTION:
        raise NoObjection
    if comment.state is State.WITHDRAWN:
        return
    if not comment.is_open:
        raise ObjectionIsOver
    with counted([comment]):
        move(comment, State.WITHDRAWN, reason=words, by=by)
    tell(Verb.OBJECTION_WITHDRAWN, comment, by)


def confirm_addressed(comment: Comment, *, reason: Prepared | str, by: Account) -> Addressing:
    """Find that an answer addresses an objection whose author let the stated time to reply pass in silence.

    The reason responds to the concern. Raises NoObjection, ObjectionIsOver, NoAnswerYet, OwnComment, NeedsASecondPerson,
    AuthorHasTime, AuthorHasAnswered, and Invalid under reason.
    """
    [comment] = locked([comment.id])
    if comment.kind is not CommentKind.OBJECTION:
        raise NoObjection
    if not comment.stands:
        raise ObjectionIsOver
    given, words = _answer_to(comment), stored_reason(reason)
    _check_silence(comment, given, by)
    found = Addressing(disposition_id=given.id, by=by.actor_id, reason=words, at=now())
    db.session.add(found)
    with counted([comment]):
        move(comment, State.ANSWERED, reason=words, by=by)
    tell(Verb.ADDRESSED, comment, by, n=given.n)
    return found


def _check_silence(comment: Comment, given: Disposition, by: Account) -> None:
    if comment.author_id == by.id:
        raise OwnComment(_("This is your own objection; you can withdraw it."))
    if given.by == by.actor_id:
        raise NeedsASecondPerson
    if _newest(given) is not None:
        raise AuthorHasAnswered
    if now() <= given.answer_by:
        raise AuthorHasTime


def _own_answered(comment: Comment, by: Account) -> tuple[Comment, Disposition]:
    if comment.author_id != by.id:
        raise NotTheAuthor
    [comment] = locked([comment.id])
    if comment.deleted_at is not None:
        raise CommentIsDeleted
    return comment, _answer_to(comment)


def _answer_to(comment: Comment) -> Disposition:
    query = select(Disposition).where(Disposition.comment_id == comment.id, Disposition.replaced_at.is_(None))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NoAnswerYet
    return found


def _newest(given: Disposition) -> AuthorsAnswer | None:
    said = select(AuthorsAnswer).where(AuthorsAnswer.disposition_id == given.id)
    return db.session.scalars(said.order_by(AuthorsAnswer.id.desc()).limit(1)).first()


def _may_return(comment: Comment, given: Disposition, newest: AuthorsAnswer | None) -> bool:
    """Whether an objection that was let go may be taken up: it was answered, and the editors answered anew since."""
    addressed = db.session.get(Addressing, given.id) is not None
    return comment.state is State.ANSWERED and newest is None and not addressed
