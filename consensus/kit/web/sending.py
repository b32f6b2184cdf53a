"""A file that is made for one answer: written whole before it is sent, so that a slow reader holds no database."""

import tempfile
from collections.abc import Callable
from typing import IO, Any

from flask import Response
from werkzeug.wsgi import FileWrapper

from .cache import LARGEST

PIECE = 2**16


def made_file(write: Callable[[IO[bytes]], Any], *, name: str, mimetype: str) -> Response:
    """What ``write`` writes, as a download of that name. One of a usual size is a whole answer, which may be kept."""
    raw = tempfile.SpooledTemporaryFile(max_size=LARGEST)  # noqa: SIM115 - closed when it was sent
    write(raw)  # type: ignore[arg-type]
    size = raw.tell()
    raw.seek(0)
    body: Any = FileWrapper(raw, PIECE)  # type: ignore[arg-type]
    if size <= LARGEST:
        with raw:
            body = raw.read()
    answer = Response(body, mimetype=mimetype, direct_passthrough=size > LARGEST)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class Text:
    """Text written as UTF-8 to a binary file, line by line, as :mod:`csv` writes it."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Write some text. → how many bytes."""
        return int(self.raw.write(text.encode("utf-8")))
