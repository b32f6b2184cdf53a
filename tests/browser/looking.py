"""How a page is looked at: what axe finds, what the browser complains of, whether it goes sideways."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH

# One of axe's own rules is off by default: that targets are large enough for a finger.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
OUT_OF_VIEW = """() => {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    .slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.className} sticks out by ${wide}`);
}"""


@dataclass
class Watched:
    """A page, and what went wrong on it so far."""

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
