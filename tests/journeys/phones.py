"""Phones in a room, as simulated by one thread: each keeps a connection, joins, follows, and takes positions.

They do what the page's script does: the room's tiny state is asked for without cookies and with the last ETag; when its
version rises, what everybody sees is fetched, again without cookies; what somebody does is sent with their session.
"""

import asyncio
import itertools
import json
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

EVERY, JITTER = 1.1, 0.2  # seconds between two questions of a phone, as in the script
PATIENCE = 30
CHOICES = {"support": 60, "accept": 25, "abstain": 13, "object": 2}
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    def page(self) -> LexborHTMLParser:
        """As a page."""
        return LexborHTMLParser(self.body)


class Line:
    """One kept connection to the site, with a jar of cookies; one request after the other."""

    def __init__(self, host: str, port: int, cookies: dict[str, str] | None = None) -> None:
        self.host, self.port, self.cookies = host, port, {} if cookies is None else cookies
        self.ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.turn = asyncio.Lock()

    async def ask(
        self,
        method: str,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        bare: bool = False,
        **headers: str,
    ) -> Answer:
        """One request; ``bare``: without cookies. A kept connection that the site ended meanwhile is opened anew, as browsers do."""
        sent = {"Host": f"{self.host}:{self.port}", "Accept": "text/html, application/json", **headers}
        body = urlencode(form).encode() if form is not None else b""
        if form is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        if self.cookies and not bare:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{name.replace('_', '-')}: {value}" for name, value in sent.items()),
        ]
        request = "\r\n".join([*lines, "", ""]).encode() + body
        async with self.turn, asyncio.timeout(PATIENCE):
            kept = self.ends is not None
            try:
                return await self._exchange(request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if not kept or getattr(error, "partial", b""):
                    raise
                self.close()
                return await self._exchange(request)
            except asyncio.CancelledError:
                self.close()
                raise

    def twin(self) -> "Line":
        """Another connection with the same jar, as browsers open one when the first is busy."""
        return Line(self.host, self.port, self.cookies)

    def close(self) -> None:
        """Hang up."""
        if self.ends is not None:
            self.ends[1].close()
            self.ends = None

    async def _exchange(self, request: bytes) -> Answer:
        if self.ends is None:
            self.ends = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.ends
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, headers = int(head[0].split(" ")[1]), self._headers(head[1:])
        body = b"" if status in (204, 304) else await _body(reader, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body)

    def _headers(self, lines: list[str]) -> Headers:
        found: dict[str, str] = {}
        for name, _colon, value in (line.partition(":") for line in lines if line):
            if name.lower() == "set-cookie":
                cookie, _equals, content = value.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = content
            found[name.lower()] = value.strip()
        return found


async def _body(reader: asyncio.StreamReader, headers: Headers) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return body


@dataclass
class Seen:
    """What a crowd of phones saw. Times in seconds; ``behind``: from the facilitator's touch until a phone shows it."""

    asked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    looked: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    stands: dict[tuple[int, str], str] = field(default_factory=dict)
    opened: dict[str, float] = field(default_factory=dict)

    def told(self) -> str:
        """In lines, for whoever runs it."""
        kinds = {"join": self.joined, "look": self.looked, "position": self.took, "behind": self.behind}
        lines = [f"{sum(self.asked.values()):,} requests, {len(self.faults)} faults"]
        for name, times in kinds.items():
            told = ", ".join(f"{which} {1000 * part(times, share):.0f} ms" for which, share in PARTS.items())
            lines.append(f"{name}: {len(times):,}; {told}")
        return "\n".join(lines)


PARTS = {"p50": 0.5, "p99": 0.99, "most": 1.0}


def part(times: list[float], share: float) -> float:
    """The time that a share of all stayed within."""
    return sorted(times)[max(0, int(share * len(times) + 0.999) - 1)] if times else 0.0


class Phone:
    """Somebody with a phone: joins by the code, follows the room, and says where they stand some seconds later."""

    def __init__(self, number: int, line: Line, seen: Seen, chance: random.Random) -> None:
        self.number, self.line, self.seen, self.chance = number, line, seen, chance
        self.own = line.twin()
        self.version, self.etag, self.key = 0, "", ""
        self.etags: dict[str, str] = {}
        self.figures, self.often, self.looked_at = "", 0.0, 0.0
        self.others: list[asyncio.Task[None]] = []

    async def join(self, code: str) -> bool:
        """From the code on the wall to the room: the page with the form, the form, and the room. → whether one is in."""
        began = time.perf_counter()
        page = (await self._ask("join form", "GET", f"/join/{code}")).page()
        await self._furnish(page)
        form = page.css_first("main form.joining")
        if form is None:
            return False
        filled = fields_of(form) | {"name": f"Guest {self.number}"} | ticked(form)
        sent = await self._ask("join", "POST", f"/join/{code}", filled, expected=(302, 303))
        self.room = urlsplit(sent.headers.get("location", "")).path
        if not self.room:
            return False
        self._open((await self._ask("room", "GET", self.room)).page())
        self.seen.joined.append(time.perf_counter() - began)
        return True

    async def follow(self, over: asyncio.Event) -> None:
        """Ask for the room's state again and again; show what it says, and take a position."""
        await asyncio.sleep(self.chance.uniform(0, EVERY))
        while not over.is_set():
            await self._look()
            await self._look_at_figures()
            await asyncio.sleep(EVERY * self.chance.uniform(1 - JITTER, 1 + JITTER))
        for task in self.others:
            await task
        self.line.close()
        self.own.close()

    async def _look(self) -> None:
        began = time.perf_counter()
        headers = {"If-None-Match": self.etag} if self.etag else {}
        found = await self._ask("now", "GET", self.now, bare=True, expected=(200, 304), **headers)
        self.seen.looked.append(time.perf_counter() - began)
        if found.status == 304:
            return
        self.etag = found.headers.get("etag", "")
        state = json.loads(found.body)
        if state["version"] == self.version:
            return
        self.version = state["version"]
        for path in self.live:
            await self._show(path)
        if state["clause"] and state["clause"] != self.key:
            self.seen.behind.append(time.perf_counter() - self.seen.opened[state["clause"]])
            self._turn(state["clause"])

    def _turn(self, key: str) -> None:
        """Another clause: read it, and say something of it."""
        self.key = key
        self.others.append(asyncio.create_task(self._take(key)))

    async def _show(self, path: str) -> None:
        """What everybody sees: fetched anew when it is another; with it comes where revealed figures are, if they are."""
        headers = {"If-None-Match": self.etags[path]} if path in self.etags else {}
        found = await self._ask("shown", "GET", path, bare=True, expected=(200, 304), **headers)
        self.etags[path] = found.headers.get("etag", "")
        if found.status == 200:
            region = found.page().css_first("[data-live][data-every]")
            self.figures = str(region.attributes["data-live"]) if region is not None else ""
            self.often = int(region.attributes["data-every"] or 0) / 1000 if region is not None else 0.0

    async def _look_at_figures(self) -> None:
        if self.figures and time.perf_counter() - self.looked_at > self.often:
            self.looked_at = time.perf_counter()
            await self._ask("figures", "GET", self.figures, bare=True)

    async def _take(self, key: str) -> None:
        """Think for a while, then touch one of four."""
        await asyncio.sleep(self.chance.uniform(0.3, 6))
        choice = self.chance.choices(list(CHOICES), list(CHOICES.values()))[0]
        form = self.fields | {"key": key, "position": choice, "answer": "part"}
        if choice == "object":
            form["reason"] = f"Number {self.number} would have said otherwise."
        began = time.perf_counter()
        answer = await self._ask(
            "position", "POST", self.stand, form, over=self.own, Accept="application/json"
        )
        self.seen.took.append(time.perf_counter() - began)
        if answer.status == 200:
            self.seen.stands[self.number, key] = choice

    def _open(self, page: LexborHTMLParser) -> None:
        """What the room's page tells its script."""
        place = page.css_first("[data-room]")
        stand = page.css_first("form#stand")
        if place is None or stand is None:
            raise RuntimeError(f"{self.room} is no room: {page.text()[:400]}")
        self.now, self.version = (
            str(place.attributes["data-room"]),
            int(place.attributes["data-version"] or 0),
        )
        live = [
            str(each.attributes["data-live"])
            for each in page.css("[data-live]")
            if "data-own" not in each.attributes and "data-every" not in each.attributes
        ]
        self.live = list(dict.fromkeys(live))
        self.stand, self.fields = str(stand.attributes["action"]), fields_of(stand)
        if shown := self.fields.get("key"):
            self._turn(shown)

    async def _furnish(self, page: LexborHTMLParser) -> None:
        """Styles and scripts of a page, as a phone that was never here loads them."""
        for each in page.css("link[rel=stylesheet], script[src]"):
            await self._ask(
                "furniture", "GET", str(each.attributes.get("href") or each.attributes.get("src"))
            )

    async def _ask(
        self, what: str, method: str, path: str, form: Mapping[str, str] | None = None, *,
        bare: bool = False, over: Line | None = None, expected: tuple[int, ...] = (200,), **headers: str,
    ) -> Answer:  # fmt: skip
        self.seen.asked[what] += 1
        try:
            answer = await (over or self.line).ask(method, path, form, bare=bare, **headers)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.seen.faults.append(f"{what}: {type(error).__name__} {error}")
            return Answer(0, {}, b"{}")
        if answer.status not in expected:
            self.seen.faults.append(f"{what}: {answer.status} {said(answer)}")
        return answer


def said(answer: Answer) -> str:
    """What an unexpected page says."""
    main = answer.page().css_first("main, #errors") if answer.body else None
    return re.sub(r"\s+", " ", main.text() if main else answer.body.decode("utf-8", "replace"))[:300]


def fields_of(form: LexborNode) -> dict[str, str]:
    """What a form sends that nobody touched, without its buttons and boxes."""
    found = {}
    for each in form.css("input[name], textarea[name], select[name]"):
        if each.attributes.get("type") not in ("checkbox", "radio", "submit"):
            found[str(each.attributes["name"])] = each.attributes.get("value") or ""
    return found


def ticked(form: LexborNode) -> dict[str, str]:
    """The boxes that have to be ticked: what somebody agrees to."""
    boxes = form.css("input[type=checkbox][required], input[type=checkbox][name=consent]")
    return {str(each.attributes["name"]): each.attributes.get("value") or "on" for each in boxes}


class Facilitator:
    """Whoever leads: signs in by a link, opens one clause after the other, and reveals each after a while."""

    def __init__(self, line: Line, seen: Seen, slug: str) -> None:
        self.line, self.seen, self.base = line, seen, f"/roadshow/{slug}/facilitator/"

    async def sign_in(self, link: str) -> None:
        """By a link from a mail."""
        page = (await self.line.ask("GET", link)).page()
        form = page.css_first("main form")
        assert form is not None
        await self.line.ask("POST", link, fields_of(form))

    async def lead(self, keys: list[str], *, every: float, until: float) -> None:
        """Clause by clause, around and around."""
        page = (await self.line.ask("GET", self.base)).page()
        form = page.css_first("form[action$=show]")
        assert form is not None, page.text()[:400]
        self.fields, shown = fields_of(form), ""
        for key in itertools.cycle(keys):
            if time.perf_counter() + every > until:
                break
            self.seen.opened[key] = time.perf_counter()
            await self._act("show", {"key": key, "seen": shown})
            shown = key
            await asyncio.sleep(0.7 * every)
            await self._act("reveal", {"key": key})
            await asyncio.sleep(0.3 * every)
        self.line.close()

    async def _act(self, path: str, given: Mapping[str, str]) -> None:
        self.seen.asked[path] += 1
        answer = await self.line.ask("POST", self.base + path, self.fields | given | {"answer": "part"})
        if answer.status != 200:
            self.seen.faults.append(f"{path}: {answer.status} {said(answer)}")


async def evening(
    phones: list[Phone],
    leads: Facilitator,
    *,
    code: str,
    keys: list[str],
    seconds: float,
    within: float,
    every: float,
) -> None:
    """Everybody joins within some seconds, and follows; once all are in, the facilitator leads for a while."""
    came, over = asyncio.Semaphore(0), asyncio.Event()

    async def take_part(phone: Phone) -> None:
        await asyncio.sleep(phone.chance.uniform(0, within))
        is_in = await phone.join(code)
        came.release()
        if is_in:
            await phone.follow(over)

    async def lead() -> None:
        for _phone in phones:
            await came.acquire()
        await leads.lead(keys, every=every, until=time.perf_counter() + seconds)
        await asyncio.sleep(every)
        over.set()

    await asyncio.gather(lead(), *(take_part(phone) for phone in phones))
