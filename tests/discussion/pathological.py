"""Texts of 8 KB that are slow in somebody's parser, and a few made of nothing but signs, always the same ones."""

import random
from collections.abc import Mapping

from consensus.discussion.texts import MOST_BYTES
from tests.kit.text.attacks import slow

UNITS = {
    "open brackets, then words": "[ word ",
    "links with parentheses": "[a](((((",
    "good links": "[a](b) ",
    "links with titles": '[a](/b "c") ',
    "half addresses": "<http://a ",
    "addresses in angles": "<http://a>",
    "mail addresses": "<a@b.c>",
    "references": "[a]: /b\n",
    "uses of references": "[a][b]",
    "footnotes": "[^a]: b\n",
    "blocks of HTML": "<div>\n",
    "elements": "<b>",
    "declarations": "<!A ",
    "instructions": "<?a ",
    "entities that are good": "&amp;",
    "letters as numbers": "&#x26;",
    "emphasis left open": "*a _b ",
    "emphasis in emphasis": "**a*b**c*",
    "three stars": "***a** b*",
    "lines in words": "a_b_",
    "struck and not": "~~a~~ ~",
    "code in code": "`a` ``b ",
    "quotes between lines": "> a\n\n",
    "lazy quotes": "> a\nb\n",
    "headings below": "a\n=\n",
    "hard breaks": "a\\\n",
    "breaks by spaces": "  \n",
    "fences that are closed": "```\na\n```\n",
    "fences with a language": "```a\n",
    "attributes": "{: .a }\n",
    "definitions": "a\n: b\n",
    "abbreviations": "*[a]: b\n",
    "pictures with links": "[![a](b)](c)",
    "pipes": "|\n",
    "mathematics": "$a$ ",
    "words": "the of and to in is that for it as ",
    "accents": "a\u0301\u0302\u0303",
    "emoji of a family": "👩\u200d👩\u200d👧\u200d👦",
    "hangul in pieces": "\u1100\u1161\u11a8",
    "addresses with questions": "https://example.org/?q=a&b=c ",
}
WHOLE = {
    "lists in lists": "".join("  " * n + "- a\n" for n in range(60)),
    "numbers in numbers": "".join("   " * n + "1. a\n" for n in range(60)),
    "ticks, ever more": "".join("`" * n + " " for n in range(1, 130)),
    "ticks, ever fewer": "".join("`" * n + " " for n in range(130, 0, -1)),
    "one long address": "[a](http://x/" + "a" * 7_000 + ")",
    "a letter under a tower of accents": "a" + "\u0301" * 4_000,
}


def pathological(size: int = MOST_BYTES) -> Mapping[str, str]:
    """Name → text of at most so many bytes."""
    chance = random.Random(3)
    made = {name: unit * size for name, unit in UNITS.items()} | WHOLE
    for name, signs in (
        ("any signs", '*_`[]()<>!#-+.\n >ab\\&~|"'),
        ("brackets and angles", "[]()\\<>`"),
        ("depth", "> -1.\n\ta"),
    ):
        made[name] = "".join(chance.choice(signs) for _ in range(size))
    return {
        name: text.encode()[:size].decode(errors="ignore") for name, text in {**slow(size), **made}.items()
    }
