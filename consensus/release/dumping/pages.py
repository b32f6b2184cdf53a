"""The pages of a dump: what the site shows a stranger, in a frame of its own; and what frames the whole."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, current_app, render_template

from .addresses import Map, further, leading_to
from .folder import Folder
from .rewriting import Page, rewritten
from .stranger import answer_to, is_known

GAP = "\x00"
BASE = ("style/css/base.css", "style/css/ui.css")


class Press:
    """Prints pages into a folder. ``about``: what every page says of the dump."""

    def __init__(self, folder: Folder, site: Map, about: Mapping[str, Any]) -> None:
        self.folder, self.site, self.about = folder, site, about

    def mirror(self, addresses: Iterable[str]) -> None:
        """What the site shows under some addresses, each list to its end."""
        for address in addresses:
            found = self.site.file_of(address)
            if found is None:
                raise ValueError(f"a dump has no file for {address}")
            if is_known(address) and not self.folder.has(found[0]):
                self._list(address, found[0])

    def _list(self, address: str, file: str) -> None:
        page, asked = 1, address
        while True:
            with answer_to(asked) as answer:
                next_ = None if answer is None else self._take(answer, address, further(file, page), page)
            if next_ is None:
                return
            asked, page = next_, page + 1

    def _take(self, answer: Response, address: str, file: str, page: int) -> str | None:
        """Store what was answered. → where its list goes on."""
        if answer.mimetype != "text/html":
            self.folder.write(file, answer.iter_encoded())
            return None
        made = rewritten(answer.get_data(as_text=True), address=address, file=file, page=page, site=self.site)
        self._print(file, made)
        return made.next

    def own(self, file: str, template: str, **shown: Any) -> None:
        """A page that only a dump has, from a template of its own whose links are those of the site."""
        with current_app.test_request_context("/", base_url=self.site.base):
            html = render_template(template, about=self.about, **shown)
        self._print(file, rewritten(html, address="/", file=file, page=1, site=self.site))

    def _print(self, file: str, made: Page) -> None:
        def root(path: str, fragment: str = "") -> str:
            return leading_to(path, seen_from=file, fragment=fragment)

        styles = [root(each) for each in dict.fromkeys((*BASE, *made.styles))]
        frame = render_template(
            "release/dump/page.html", made=made, to=root, about=self.about, styles=styles, gap=GAP
        )
        before, _gap, after = frame.partition(GAP)
        self.folder.write(file, [before, made.body, after])
        self.folder.leads(file, sorted(made.leads))
