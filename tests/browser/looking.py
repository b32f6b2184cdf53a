"""How a page is looked at: what axe finds, what the browser complains of, whether it goes sideways."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# What axe asks by default, and one thing more: that targets are large enough for a finger.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What another choice of colours can change.
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
WAYS = (
    ("light", DESKTOP, EVERYTHING),
    ("dark", DESKTOP, COLOURS),
    ("dark", PHONE, COLOURS),
    ("light", PHONE, EVERYTHING),
)
OUT_OF_VIEW = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.left < -1;
  });
  return [`${wide} pixels too wide`, ...out.slice(0, 5).map((one) => `${one.tagName}.${one.className}`)];
}"""


@dataclass
class Watched:
    """A page, and what went wrong on it since it was opened."""

    page: Any
    host: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)

    def open(self, path: str) -> int:
        """Go there. → status."""
        self.complaints.clear()
        return int(self.page.goto(self.host + path).status)

    def look(self) -> list[str]:
        """All that is wrong with the page as it stands, in every way of looking at it."""
        found = []
        for colours, size, options in WAYS:
            with self.seen(colours, size):
                said = [*self.axe(options), *self.sideways()]
                found += [f"{colours}, {size['width']}: {each}" for each in said]
        return found + self.complaints

    @contextmanager
    def seen(self, colours: str, size: dict[str, int]) -> Iterator[None]:
        """The page in a window of a size, in light or dark."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=colours)
        yield
        self.page.set_viewport_size(DESKTOP)
        self.page.emulate_media(color_scheme="light")

    def axe(self, options: dict[str, Any] = EVERYTHING) -> list[str]:
        """What axe finds, a line for each place."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        found = self.page.evaluate("(options) => axe.run(options)", options)["violations"]
        return [
            f"{each['id']}: {where['target']}: {where['html'][:160]}"
            for each in found
            for where in each["nodes"]
        ]

    def sideways(self) -> list[str]:
        """What sticks out of the window."""
        self.page.wait_for_load_state()
        return list(self.page.evaluate(OUT_OF_VIEW))

    def _console(self, message: Any) -> None:
        if (
            message.type in ("error", "warning")
            and "the server responded with a status of 4" not in message.text
        ):
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.host + "/", "data:", "blob:")):
            self.complaints.append(f"leaves the host: {request.url}")


def sign_in(page: Any, host: str, secret: str) -> None:
    """Sign somebody in by a link, as from a mail."""
    page.goto(f"{host}/account/link/{secret}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/link/" not in url)
