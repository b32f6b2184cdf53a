"""What templates get."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask, render_template_string
from jinja2 import UndefinedError

NOON = datetime(2024, 4, 22, 12, tzinfo=UTC)


def render(app: Flask, source: str, **given: Any) -> str:
    """A template as a page would render it, at noon."""
    with app.test_request_context("/some/page"), time_machine.travel(NOON, tick=False):
        return render_template_string(source, **given)


@pytest.mark.parametrize(
    "source, text",
    [
        ("{{ ago(at) }}", "3 hours ago"),
        ("{{ ago(later) }}", "in 2 days"),
        ("{{ date(at) }}", "April 22, 2024"),
        ("{{ date(day) }}", "April 22, 2024"),
        ("{{ moment(at) }}", "22 April 2024, 09:00 UTC"),
        ("{{ at|rfc3339 }}", "2024-04-22T09:00:00.000000Z"),
    ],
)
def test_times_are_told(app: Flask, source: str, text: str) -> None:
    given = {"at": NOON - timedelta(hours=3), "later": NOON + timedelta(days=2), "day": date(2024, 4, 22)}

    assert render(app, source, **given) == text


def test_people_s_words_become_html_through_one_door(app: Flask) -> None:
    words = "a <script>x</script> *b*"

    assert render(app, "{{ words|markdown }}", words=words).strip() == (
        "<p>a &lt;script&gt;x&lt;/script&gt; <em>b</em></p>"
    )
    assert render(app, "{{ words|inline_markdown }}", words="*b*") == "<em>b</em>"
    assert render(app, "{{ words|markdown }}", words=None).strip() == ""


def test_a_static_file_is_known_by_its_content(app: Flask) -> None:
    address = render(app, "{{ static_url('css/base.css') }}")

    assert address.startswith("/static/css/base.css?v=")
    assert len(address.removeprefix("/static/css/base.css?v=")) == 12


def test_a_name_that_a_template_does_not_get_is_a_mistake(app: Flask) -> None:
    with pytest.raises(UndefinedError):
        render(app, "{{ nobody_gave_this }}")


def test_every_template_knows_its_request(app: Flask) -> None:
    assert render(app, "{{ lang }} {{ dir }} {{ site_name }} {{ here }} {{ viewer }} {{ rejected }}") == (
        "en ltr Consensus /some/page None None"
    )
