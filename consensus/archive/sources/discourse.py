"""Pure: Discourse's JSON as its API gives it: a topic with its stream of posts, single posts, lists of either; and as a
whole category is exported.
"""

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..plain import (
    CUT,
    Dated,
    Found,
    Left,
    NotReadable,
    PlainMessage,
    bounded,
    moment_said,
    one_line,
    storable,
    web_address,
)
from .html_words import as_markdown

MOST_BYTES = 16_000_000  # of one file; a topic of a thousand posts has some two million
SMALL_ACTION, WHISPER = 3, 4
NAMES = ("name", "display_name", "username", "display_username")


def read_json(name: str, data: bytes) -> Any:
    """What a file says. Raises NotReadable in one sentence for what is no JSON, or more than is read."""
    if len(data) > MOST_BYTES:
        raise NotReadable(
            f"{name} is larger than {MOST_BYTES:,} bytes, which is the most that is read of one file."
        )
    try:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return json.loads(data.decode("utf-16" if wide else "utf-8-sig"), parse_constant=lambda _name: None)
    except UnicodeDecodeError as error:
        raise NotReadable(f"{name} is no text in UTF-8, so it is no JSON of Discourse.") from error
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotReadable(
            f"{name} is no whole JSON: it breaks off or is damaged{where}. Please fetch it again."
        ) from error


def posts_of(name: str, document: Any, *, site: str = "") -> Iterator[Found]:
    """The posts of a document, in its order. ``site``: the address of the forum, for links.

    Raises NotReadable for JSON that is nothing of Discourse.
    """
    topics = _topics(document)
    if not topics:
        raise NotReadable(f"{name} is JSON, but holds neither a topic nor a post of Discourse.")
    for topic, posts in topics:
        for number, post in enumerate(posts, 1):
            yield _post(f"{name}, post {number}", topic, post, site)
        if missing := _missing(topic, posts):
            yield Left(name, f"{missing} further posts of this topic are not in the file; fetch them too.")


def _missing(topic: Mapping[str, Any], posts: Sequence[Any]) -> int:
    """How many posts a topic names that do not come with it: the API gives the first twenty."""
    stream = topic.get("post_stream")
    named = stream.get("stream") if isinstance(stream, Mapping) else None
    ids = {_number(each) for each in named} - {0} if isinstance(named, list) else set()
    return len(ids - {_number(post.get("id")) for post in posts if isinstance(post, Mapping)})


def _topics(document: Any) -> list[tuple[Mapping[str, Any], list[Any]]]:
    """Topics with their posts; a post that comes alone has a topic of which only its own fields are known."""
    if isinstance(document, list):
        return [found for each in document for found in (_topics(each) if isinstance(each, Mapping) else [])]
    if not isinstance(document, Mapping):
        return []
    stream = document.get("post_stream")
    if isinstance(stream, Mapping) and isinstance(stream.get("posts"), list):
        return [(document, stream["posts"])]
    if isinstance(document.get("latest_posts"), list):
        return [({}, document["latest_posts"])]
    if isinstance(document.get("posts"), list):
        topic = document.get("topic")
        return [(topic if isinstance(topic, Mapping) else document, document["posts"])]
    if exported := _exported(document):
        return exported
    is_post = ("raw" in document or "cooked" in document) and (
        "post_number" in document or "topic_id" in document
    )
    return [({}, [document])] if is_post else []


def _exported(document: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Any]]]:
    """The topics of a category as a forum exports it: each with its posts, and beside them the people by number."""
    topics, users = document.get("topics"), document.get("users")
    people = {
        number: {field: user.get(field) for field in NAMES}
        for user in (users if isinstance(users, list) else ())
        if isinstance(user, Mapping) and (number := _number(user.get("id")))
    }
    return [
        (topic, [_by_name(post, people) for post in topic["posts"]])
        for topic in (topics if isinstance(topics, list) else ())
        if isinstance(topic, Mapping) and isinstance(topic.get("posts"), list)
    ]


def _by_name(post: Any, people: Mapping[int, Mapping[str, Any]]) -> Any:
    return {**people.get(_number(post.get("user_id")), {}), **post} if isinstance(post, Mapping) else post


def _post(place: str, topic: Mapping[str, Any], post: Any, site: str) -> Found:
    if not isinstance(post, Mapping):
        return Left(place, "It is no post.")
    if why := _why_not(post):
        return Left(place, why)
    topic_id = _number(post.get("topic_id")) or _number(topic.get("id"))
    if not topic_id:
        return Left(place, "It does not say to which topic it belongs.")
    words, notes = _words(post)
    if not words:
        return Left(place, "It has no words.")
    number, at = _number(post.get("post_number")) or 1, moment_said(post.get("created_at"))
    title, sure = _title(topic, post, topic_id)
    return PlainMessage(
        id=f"{topic_id}/{number}", author=_author(post), at=at, subject=title, body=words, markdown=True,
        url=_url(topic, post, topic_id, number, site), language=_text(post.get("locale"))[:12].replace("_", "-"),
        thread=f"topic:{topic_id}", title=title, title_sure=sure, replies_to=_replies(post, topic_id, number),
        dated=Dated.SAID if at else Dated.UNKNOWN, notes=notes, place=place,
    )  # fmt: skip


def _author(post: Mapping[str, Any]) -> str:
    """The name that is shown there, else the name they sign in with."""
    return next((name for field in NAMES if (name := one_line(_text(post.get(field))))), "")


def _why_not(post: Mapping[str, Any]) -> str | None:
    if post.get("deleted_at") or post.get("user_deleted"):
        return "It was deleted there."
    if post.get("hidden"):
        return "It is hidden there."
    kind = _number(post.get("post_type"))
    if kind == WHISPER:
        return "It was whispered among the forum's staff."
    return "It tells of an act on the topic, and nobody said it." if kind == SMALL_ACTION else None


def _words(post: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    raw = _text(post.get("raw"))
    body, cut = bounded(raw if raw.strip() else as_markdown(_text(post.get("cooked"))))
    return body.strip(), (CUT,) if cut else ()


def _title(topic: Mapping[str, Any], post: Mapping[str, Any], topic_id: int) -> tuple[str, bool]:
    """What the topic is called, and whether it was said; else its slug tells."""
    said = _text(topic.get("title")) or _text(post.get("topic_title")) or _text(post.get("title"))
    slug = _text(topic.get("slug")) or _text(post.get("topic_slug"))
    guessed = slug.replace("-", " ").strip().capitalize() or f"Topic {topic_id}"
    return (one_line(said), True) if said.strip() else (one_line(guessed), False)


def _url(topic: Mapping[str, Any], post: Mapping[str, Any], topic_id: int, number: int, site: str) -> str:
    for given in (post.get("post_url"), post.get("url")):
        if found := web_address(given):
            return found
    if not site:
        return ""
    slug = _text(topic.get("slug")) or _text(post.get("topic_slug")) or "-"
    return web_address(f"{site.rstrip('/')}/t/{slug}/{topic_id}/{number}")


def _replies(post: Mapping[str, Any], topic_id: int, number: int) -> tuple[str, ...]:
    to = _number(post.get("reply_to_post_number"))
    return (f"{topic_id}/{to}",) if to and to != number else ()


def _number(value: Any) -> int:
    """A positive whole number, also written as text; 0 for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    return value if type(value) is int and 0 < value < 10**15 else 0


def _text(value: Any) -> str:
    return storable(value) if isinstance(value, str) else ""
