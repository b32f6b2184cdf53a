"""Which file of a dump holds what the site shows under an address.

An address that fits no line has no file: what a reader could do there needs the site.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, relpath
from urllib.parse import unquote, urlsplit

ENTRIES, COMMENTS = 500, 100
"""How many entries of the record, and comments, one page holds."""
V, KEY, SLUG, N = r"(?P<v>[\w.+-]+)", r"(?P<key>[\w.-]+)", r"(?P<slug>[\w.@-]+)", r"(?P<n>\d{1,18})"

FILES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), file)
    for pattern, file in (
        (r"/", "now.html"),
        (r"/drafts/", "drafts/index.html"),
        (rf"/drafts/{V}\.md", "drafts/{v}.md"),
        (rf"/drafts/{V}/", "drafts/{v}/index.html"),
        (rf"/drafts/{V}/\?changes=shown", "drafts/{v}/changes.html"),
        (rf"/drafts/{V}/clauses/{KEY}/", "drafts/{v}/clauses/{key}.html"),
        (rf"/clauses/{KEY}/", "clauses/{key}.html"),
        (rf"/drafts/{V}/(?P<page>talk|dispositions|results|opinions|five)/", "drafts/{v}/{page}/index.html"),
        (rf"/drafts/{V}/talk/\?filter=objections", "drafts/{v}/talk/objections.html"),
        (rf"/drafts/{V}/dispositions/\?show=unanswered", "drafts/{v}/dispositions/unanswered.html"),
        (rf"/drafts/{V}/(?P<page>dispositions|dispositions-columns|results|results-columns|figures)\.csv", "drafts/{v}/{page}.csv"),
        (r"/compare/(?P<a>[\w.+-]+?)\.\.\.(?P<b>[\w.+-]+)/", "compare/{a}...{b}.html"),
        (rf"/calls/{N}/", "calls/{n}.html"),
        (rf"/challenges/{N}/", "challenges/{n}.html"),
        (rf"/comments/{N}/history", "comments/history/{n}.html"),
        (r"/systems/", "systems/index.html"),
        (r"/systems/(?P<page>licences|matrix|surprises)/", "systems/{page}.html"),
        (r"/systems/matrix/\?draft=(?P<v>[\w.+-]+)", "systems/matrix-{v}.html"),
        (r"/systems/surprises/\?draft=(?P<v>[\w.+-]+)", "systems/surprises-{v}.html"),
        (rf"/systems/{SLUG}/", "systems/{slug}/index.html"),
        (rf"/systems/reviews/{N}/", "systems/reviews/{n}.html"),
        (r"/roadshow/", "roadshow/index.html"),
        (r"/roadshow/(?P<page>calendar|participation)/", "roadshow/{page}.html"),
        (r"/roadshow/participation\.csv", "roadshow/participation.csv"),
        (rf"/roadshow/{SLUG}/", "roadshow/{slug}/index.html"),
        (rf"/roadshow/{SLUG}/report/", "roadshow/{slug}/report.html"),
        (rf"/roadshow/{SLUG}/(?P<page>report|people)\.csv", "roadshow/{slug}/{page}.csv"),
        (r"/release/", "release/index.html"),
        (rf"/release/{V}/", "release/{v}/index.html"),
        (rf"/release/{V}/\?target=stable", "release/{v}/index.html"),
        (rf"/release/{V}/\?target=candidate", "release/{v}/candidate.html"),
        (rf"/release/{V}/(?P<page>clauses|systems|stops|participation|seal|paper)/?", "release/{v}/{page}.html"),
        (rf"/release/{V}/bundle\.ndjson", "release/{v}/bundle.ndjson"),
        (r"/endorsements/", "endorsements/index.html"),
        (r"/endorsements/\?draft=(?P<v>[\w.+-]+)", "endorsements/draft-{v}.html"),
        (rf"/endorsements/{N}/?", "endorsements/{n}.html"),
        (r"/ledger/", "record/index.html"),
        (r"/ledger/checkpoints/", "record/checkpoints.html"),
        (r"/ledger/export\.ndjson", "data/ledger.ndjson"),
        (r"/ledger/verify\.py", "verify.py"),
        (r"/\.well-known/consensus-keys\.json", "data/keys.json"),
        (r"/moderation/", "moderation/index.html"),
        (r"/archive/", "archive/index.html"),
        (rf"/archive/{SLUG}/", "archive/{slug}/index.html"),
        (rf"/archive/{SLUG}/(?P<page>\d{{4}}-\d\d|undated)/", "archive/{slug}/{page}.html"),
        (rf"/archive/threads/{N}/", "archive/threads/{n}.html"),
        (rf"/archive/clauses/{KEY}/", "archive/clauses/{key}.html"),
        (r"/organisations/", "organisations.html"),
        (r"/rules/", "rules.html"),
        (rf"/pages/{SLUG}/", "pages/{slug}.html"),
        (r"/static/(?P<page>[\w./-]+)", "style/{page}"),
    )
)  # fmt: skip
LATEST = re.compile(r"(/drafts|/release)/latest(?=[/.])")
CURSOR = re.compile(r"(^|&)cursor=[^&]*")


@dataclass(frozen=True, slots=True)
class Map:
    """What is known of a site beforehand. ``latest``: the version that addresses with that word lead to.

    ``aliases``: former keys of clauses → those that last; ``base``: the address of the site itself.
    """

    latest: str = ""
    base: str = "http://localhost"
    aliases: Mapping[str, str] = field(default_factory=dict)

    def file_of(self, address: str) -> tuple[str, str] | None:
        """File and fragment for an address of the site, as a path with its query; None where a dump holds nothing."""
        parts = urlsplit(address)
        path, fragment = LATEST.sub(rf"\1/{self.latest}", unquote(parts.path)), parts.fragment
        if ".." in path.split("/"):
            return None
        found = re.fullmatch(r"/(ledger|comments)/(\d{1,18})", path)
        if found:
            return self._numbered(found[1], int(found[2]))
        query = CURSOR.sub("", parts.query).strip("&")
        file = self._listed(f"{path}?{query}" if query else path)
        return None if file is None else (file, fragment)

    def _numbered(self, kind: str, n: int) -> tuple[str, str]:
        return (entries_file(n), f"n{n}") if kind == "ledger" else (comments_file(n), f"c{n}")

    def _listed(self, asked: str) -> str | None:
        for pattern, file in FILES:
            match = pattern.fullmatch(asked)
            if match:
                fields = match.groupdict()
                fields["key"] = self.aliases.get(fields.get("key") or "", fields.get("key"))
                return file.format(**fields)
        return None


def entries_file(n: int) -> str:
    """The page that tells an entry of the record."""
    return f"record/{(n - 1) // ENTRIES + 1:06}.html"


def comments_file(n: int) -> str:
    """The page that a comment stands on."""
    return f"comments/{n // COMMENTS:06}.html"


def further(file: str, page: int) -> str:
    """The file of a later page of a list, that begins in ``file``."""
    stem, _dot, ending = file.rpartition(".")
    return file if page < 2 else f"{stem}~{page}.{ending}"


def leading_to(file: str, *, seen_from: str, fragment: str = "") -> str:
    """The address of a file, relative to another; a fragment goes along."""
    path = "" if file == seen_from else relpath(file, dirname(seen_from) or ".")
    return path + (f"#{fragment}" if fragment else "") or "#"
