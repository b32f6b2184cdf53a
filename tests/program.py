"""A program that asks a running site over HTTP, with a token or without."""

import json
import urllib.request
from typing import Any
from urllib.error import HTTPError


class Program:
    """A program, with a token or without."""

    def __init__(self, host: str, token: str | None = None) -> None:
        self.host = host
        self.headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, Any]:
        """→ status, document, headers."""
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.host + "/api/v1" + path, data, given, method=method)
        try:
            answer: Any = urllib.request.urlopen(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, json.loads(answer.read()), answer.headers
