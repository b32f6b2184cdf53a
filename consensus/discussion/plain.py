"""Pure: finished HTML as plain words, for excerpts, titles and searching."""

import html
import re

TAG = re.compile(r"<[^>]*>")
APART = re.compile(r"</(?:p|li|pre|blockquote|h[1-6]|ol|ul)>|<(?:br|hr)[^>]*>")
WHITE = re.compile(r"\s+")


def plain_words(finished: str) -> str:
    """The words of finished HTML on one line; blocks are apart from each other."""
    return WHITE.sub(" ", html.unescape(TAG.sub("", APART.sub(" ", finished)))).strip()
