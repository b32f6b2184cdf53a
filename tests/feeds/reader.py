"""A strict feed reader: what RFC 4287 demands of a feed, and what this site promises."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Read:
    """A feed, read."""

    id: str
    title: str
    updated: str
    ids: list[str]
    titles: list[str]
    texts: list[str]
    links: list[str]
    moments: list[datetime]


def read(xml: bytes, *, address: str) -> Read:
    """Read a feed that was found at an address. Raises AssertionError for one that readers would refuse."""
    feed = ElementTree.fromstring(xml)
    assert feed.tag == f"{ATOM}feed"
    own = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert own["self"] == address
    assert urlsplit(own["alternate"]).netloc
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    entries = feed.findall(f"{ATOM}entry")
    ids = [_text(entry, "id") for entry in entries]
    moments = [datetime.fromisoformat(_text(entry, "updated")) for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(moment.tzinfo for moment in moments)
    assert datetime.fromisoformat(_text(feed, "updated")) == max(
        moments, default=datetime.fromisoformat(_text(feed, "updated"))
    )
    links = [str(link.get("href")) for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert len(links) == len(entries)
    assert all(urlsplit(link).netloc for link in links)
    texts = []
    for entry in entries:
        content, summary = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
        assert (content is None) != (summary is None)
        assert content is None or content.get("type") == "html"
        texts.append(_text(entry, "summary" if content is None else "content"))
    titles = [_text(entry, "title") for entry in entries]
    return Read(
        _text(feed, "id"), _text(feed, "title"), _text(feed, "updated"), ids, titles, texts, links, moments
    )


def _text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    assert name == "summary" or (found.text or "").strip(), name
    return found.text or ""
