"""A public page without its text weighs little: page, styles and scripts together, before compression."""

from typing import Any

import pytest

from tests.serving import Site

LIMIT = 60_000
TEXT = "article.text, .term-box, nav.contents"
PAGES = ["/account/sign-in", "/drafts/1.0/", "/compare/0.0.8...1.0/", "/", "/drafts/1.0/clauses/code/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_its_text_weighs_less_than_sixty_kilobytes(path: str, browse: Any, site: Site) -> None:
    page = browse()
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))

    page.goto(site.url + path, wait_until="networkidle")

    text = page.locator(TEXT).evaluate_all(
        "(all) => all.reduce((sum, one) => sum + new Blob([one.outerHTML]).size, 0)"
    )
    assert len(weights) > 3
    assert sum(weights.values()) - text < LIMIT, weights
