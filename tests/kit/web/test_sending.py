"""Files that are made for one answer."""

import csv

import pytest
from flask import Flask

from consensus.kit.web.cache import LARGEST
from consensus.kit.web.sending import Text, made_file


@pytest.mark.parametrize("lines", [1, LARGEST // 8 + 1])
def test_a_sheet_is_sent_whole_under_its_name(app: Flask, lines: int) -> None:
    with app.test_request_context("/"):
        answer = made_file(
            lambda raw: csv.writer(Text(raw)).writerows([["é", 7]] * lines), name="s.csv", mimetype="text/csv"
        )
        with answer:
            body = b"".join(answer.iter_encoded())

    assert (body, answer.headers["Content-Disposition"]) == (
        "é,7\r\n".encode() * lines,
        'attachment; filename="s.csv"',
    )
    assert answer.direct_passthrough == (len(body) > LARGEST)
