"""What the site says about itself: the pages of ``content/pages``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from flask import Blueprint, current_app, render_template
from markupsafe import Markup

from ..kit.errors import Missing
from ..kit.permissions import open_to_all
from ..kit.text.markdown import render
from ..kit.web.cache import public

bp = Blueprint("content", __name__)


@dataclass(frozen=True, slots=True)
class ContentPage:
    """One page: its address, title, one-sentence summary, and finished words."""

    slug: str
    title: str
    summary: str
    order: int
    html: Markup
    updated: None = None


@bp.get("/pages/<slug>/")
@open_to_all
@public
def page(slug: str) -> str:
    """One page."""
    found = next((page for page in pages() if page.slug == slug), None)
    if found is None:
        raise Missing
    return render_template("pages/content.html", page=found)


def pages() -> tuple[ContentPage, ...]:
    """Every page, in order."""
    folder = Path(current_app.config["CONTENT"]) / "pages"
    files = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.md")))
    return _read(files)


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[ContentPage, ...]:
    return tuple(sorted((_page(path) for path, _at in files), key=lambda page: (page.order, page.slug)))


def _page(path: Path) -> ContentPage:
    _start, front, body = path.read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(front) or {}
    html = render(body, profile="draft")
    return ContentPage(
        path.stem, str(fields["title"]), str(fields.get("summary", "")), int(fields.get("order", 99)), html
    )
