"""Windows of a real Chromium on the application of a test, which is served beside it; they do what its client without
script does.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.visitor import Visitor


class Silent(WSGIRequestHandler):
    """Tells nobody what was asked."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application at an address of its own while the block lasts. → the address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Window(Visitor):
    """One window; ``client`` brings the session of whoever is signed in. Fields are touched as a person touches them."""

    def __init__(self, chrome: Any, address: str, host: str, client: Any) -> None:
        super().__init__(host)
        self.address = address
        context = chrome.new_context(locale="en-GB")
        if cookie := client.get_cookie("session"):
            context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        self.window = context.new_page()
        self.sent: Any = None
        self.window.on("request", self._remember)

    def open(self, address: str) -> "Window":
        """Go to an address of this site."""
        return self._look(self.window.goto(urljoin(self.address, address.removeprefix(self.host))))

    def send(self, button: str, **fields: str) -> "Window":
        """Fill in the form that has a button of that name, and press it."""
        pressed = self.window.get_by_role("button", name=button, exact=True)
        form = self.window.locator("form").filter(has=pressed)
        for name, value in fields.items():
            fill(form.locator(f'[name="{name}"]'), value)
        with self.window.expect_navigation() as answer:
            pressed.click()
        return self._look(answer.value)

    def send_again(self) -> "Window":
        """Send once more what was sent last."""
        answer = self.window.context.request.post(
            self.sent.url, data=self.sent.post_data_buffer, headers=self.sent.headers
        )
        self.status, self.page = answer.status, LexborHTMLParser(answer.text())
        return self

    def _remember(self, request: Any) -> None:
        if request.method == "POST":
            self.sent = request

    def _look(self, answer: Any) -> "Window":
        self.url, self.status = self.window.url, answer.status
        self.page = LexborHTMLParser(self.window.content())
        return self


def fill(field: Any, value: str) -> None:
    """Write, choose or tick."""
    kind = field.first.evaluate("(one) => one.type")
    if kind in ("radio", "checkbox"):
        field.and_(field.page.locator(f'[value="{value}"]')).check()
    elif kind == "select-one":
        field.select_option(value)
    elif kind != "hidden":
        field.fill(value)
