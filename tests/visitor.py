"""A visitor of a running site who has neither script nor style: follows links and sends forms over HTTP, with cookies."""

from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

from selectolax.lexbor import LexborHTMLParser


class Visitor:
    """What one person's browser knows: its cookies and the page it shows (``url``, ``status``, ``page``)."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.url, self.status = host, 0
        self.page = LexborHTMLParser("")

    @property
    def words(self) -> str:
        """What the page says."""
        main = self.page.css_first("main")
        return " ".join((main or self.page.root).text().split())

    def open(self, address: str) -> "Visitor":
        """Go to an address of this site, whatever host it names."""
        return self._ask(urljoin(self.host, address.removeprefix(self.host)))

    def send(self, button: str, **fields: str) -> "Visitor":
        """Fill in the form that has a button of that name, and press it."""
        pressed = next(each for each in self.page.css("button") if each.text().strip() == button)
        form = pressed.parent
        while form.tag != "form":
            form = form.parent
        values = {**filled_in(form), **fields}
        unknown = set(fields) - {each.attributes.get("name") for each in form.css("[name]")}
        assert not unknown, f"the form has no {unknown}"
        if pressed.attributes.get("name"):
            values[pressed.attributes["name"]] = pressed.attributes.get("value") or ""
        target = pressed.attributes.get("formaction") or form.attributes.get("action") or self.url
        return self._ask(urljoin(self.url, target), urlencode(values).encode())

    def _ask(self, url: str, data: bytes | None = None) -> "Visitor":
        try:
            answer: Any = self.opener.open(Request(url, data, {"Referer": self.url}), timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            self.url, self.status = answer.url, answer.status
            self.page = LexborHTMLParser(answer.read().decode("utf-8"))
        return self


def filled_in(form: Any) -> dict[str, str]:
    """What a form would send as it stands; of fields of one name the last."""
    values: dict[str, str] = {}
    for each in form.css("input[name], textarea[name], select[name]"):
        name, kind = each.attributes["name"], each.attributes.get("type", "text")
        if each.tag == "textarea":
            values[name] = each.text()
        elif each.tag == "select":
            chosen = each.css_first("option[selected]") or each.css_first("option")
            values[name] = value_of(chosen) if chosen else ""
        elif kind not in ("checkbox", "radio") or "checked" in each.attributes:
            values[name] = each.attributes.get("value") or ""
    return values


def value_of(option: Any) -> str:
    """What a choice sends: its value, which may be nothing; its words where it has none."""
    return (option.attributes["value"] if "value" in option.attributes else option.text()) or ""
