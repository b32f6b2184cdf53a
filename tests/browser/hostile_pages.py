"""Where the words of the hostile site are shown, to whom, and how a page is searched for what they did to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from . import hostile_endorsements, hostile_release
from .hostile import ANA, KWAME, LENA, ROSA, TEXTS
from .hostile_roadshow import GUEST, OPEN, SHEETS
from .vectors import LINES

# Whatever would run, or is kept from running by the page's policy, is noted.
HOOK = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...given) => { window.ran.push(`${name} ${given}`); };
document.addEventListener("securitypolicyviolation", (event) => window.ran.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
# What a page is built of. Anything else stands there because somebody's words became more than words: so the house need
# not think of all that a browser might run. Inside of words themselves, only what Markdown makes, and marks of a redline.
TAGS = """
html head meta title link script body header main footer nav section article aside h1 h2 h3 h4 h5 h6 p div span br hr
a b i em strong small s q del ins kbd code pre sup sub time bdi dfn blockquote figure figcaption ul ol li dl dt dd mark
table caption colgroup col thead tbody tfoot tr th td details summary form fieldset legend label input textarea select
optgroup option datalist button output svg g defs pattern path rect circle line polyline use text tspan desc
""".split()
ATTRIBUTES = """
id class lang dir translate role title hidden href rel name content charset media src type media value for action method
enctype accept autocomplete autofocus checked selected disabled readonly required maxlength minlength min max rows cols
placeholder inputmode spellcheck multiple size formaction formnovalidate form list popover popovertarget open scope
colspan rowspan headers align start reversed datetime tabindex hreflang sizes color crossorigin viewBox width height fill
d x y x1 y1 x2 y2 cx cy r rx ry points transform direction preserveAspectRatio patternUnits patternTransform text-anchor download pattern
autocapitalize enterkeyhint target shape-rendering
""".split()
OF_WORDS = """
a b bdi blockquote br code del dfn em hr i ins kbd li mark ol option p pre q s small span strong sub sup time ul
""".split()
FOUND = (
    f"() => {{ const tags = {json.dumps(TAGS)}, names = {json.dumps(ATTRIBUTES)}, plain = {json.dumps(OF_WORDS)};"
    """
  const found = [...window.ran ?? []];
  // Controls can hide properties of their form, so these are asked of the prototype.
  const attributes = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;
  // The one picture there is: the badge of a system, by its own address, and no more than that.
  const badge = (one) => one.localName === "img" && one.matches("p > img.badge-shown") && /^[/]systems[/][a-z0-9-]+[/]badge[.]svg[?]draft=[0-9.]+$/.test(one.getAttribute("src"));
  // What rooms show without scripts: where the room is now, and a screen that comes anew; where scripts run, its words.
  const unscripted = (one) => (one.matches("main.room > noscript") && /^<p class="acts"><a class="button" href="[/]roadshow[/][a-z0-9-]+[/]room[/]">[^<]*<[/]a><[/]p>$/.test(one.textContent)) || (one.matches("head > noscript") && one.textContent === '<meta http-equiv="refresh" content="6">');
  for (const one of document.querySelectorAll("*")) {
    if ((!tags.includes(one.localName) && !badge(one) && !unscripted(one)) || (one.localName === "script" && !(one.getAttribute("src") ?? "").startsWith("/static/js/"))) found.push(`<${one.localName}>`);
    if (["meta", "title", "link"].includes(one.localName) && !one.matches("head > *, svg title")) found.push(`<${one.localName}> in the page`);
    for (const { name, value } of attributes.call(one)) {
      if (!names.includes(name) && !/^(aria|data)-[a-z-]+$/.test(name) && !(name === "style" && one.matches("button.take-words")) && !(/^(alt|loading)$/.test(name) && badge(one))) found.push(`${one.localName} ${name}=${value.slice(0, 80)}`);
      if (!/^(href|src|action|formaction)$/.test(name)) continue;
      let scheme = "?"; try { scheme = new URL(value, location.href).protocol; } catch {}
      if (!["http:", "https:", "mailto:", "?"].includes(scheme)) found.push(`${one.localName} ${name}=${value.slice(0, 80)}`);
    }
  }
  for (const one of document.querySelectorAll(".spoken *, [translate=no] *")) if (!plain.includes(one.localName) && !one.matches("tr[translate=no] > th, tr[translate=no] > td")) found.push(`<${one.localName}> in words`);
  return found;
}"""
)
WORDS = "() => (document.querySelector('main') ?? document.body).innerHTML.includes('alert(') || document.title.includes('alert(')"

CALLED, EDITED, RAW = "/drafts/0.2/clauses/v0", "/drafts/0.2/clauses/v1", "/drafts/0.2/clauses/r0"
NOBODYS = [
    "/", "/drafts/", "/drafts/0.1/", "/drafts/0.2/?changes=shown", "/drafts/0.3/",
    "/drafts/0.4/editors/", "/drafts/0.2/five/", "/clauses/v1/", "/compare/0.1...0.2/", f"{CALLED}/", f"{EDITED}/?word=1",
    f"{RAW}/", "/drafts/0.1/talk/", "/drafts/0.2/talk/?filter=objections", "/drafts/0.2/talk/?filter=suggestions",
    "/drafts/0.1/talk/?on=whole", "/drafts/0.1/dispositions/?whole=yes", "/drafts/0.2/dispositions/", "/drafts/0.2/results/",
    "/drafts/0.2/results/?by=group", "/drafts/0.2/results/?by=rules", "/drafts/0.2/opinions/",
    f"{CALLED}/positions/", f"{CALLED}/positions/?position=object", f"{EDITED}/positions/", f"{RAW}/positions/",
    f"{CALLED}/position?position=object", "/positions/receipts/{receipt}", "/calls/1/", "/calls/2/", "/challenges/1/",
    "/challenges/2/", "/ledger/", "/ledger/{entry}", "/moderation/", "/moderation/?show=folded", "/moderation/?show=paused", "/rules/",
    "/organisations/", "/people/{person}/", "/feeds/", "/watching/clause:v0", "/unsubscribe/{unsubscribe}", "/typed/{typed}",
    *(f"/comments/{n + 1}" for n in range(0, len(TEXTS), 2)), "/comments/60", "/comments/1/history", "/comments/1/alike",
    "/search/?q=alert&sort=oldest", f"/search/?q={quote(LINES[0])}&kind={quote(LINES[1])}&in={quote(LINES[2])}",
    f"{CALLED}/comment", "/drafts/0.2/comment?after=v0", f"{CALLED}/suggest", f"{RAW}/suggest", "/comments/1/reply",
    "/systems/", "/systems/?draft=0.1", f"/systems/?maker={quote(LINES[31])}", f"/systems/?kind={quote(LINES[32].casefold())}",
    "/systems/hostile/", "/systems/hostile/?draft=0.1", f"/systems/hostile/?by={quote(LINES[1])}", "/systems/waits/",
    *(f"/systems/{{systems[{n}]}}/" for n in range(3)), "/systems/imported/?draft=0.1", "/systems/matrix/", "/systems/matrix/?draft=0.1",
    f"/systems/licences/?licence={quote(LINES[0])}", "/systems/surprises/", f"/systems/surprises/?system={quote(LINES[2])}",
    *(f"/systems/reviews/{{{name}}}/" for name in ("own", "once", "told", "unanswered")), "/systems/opinions/{dispute}",
]  # fmt: skip
NOBODYS += [
    "/roadshow/", "/roadshow/calendar/", "/roadshow/participation/", "/roadshow/kit/", f"/roadshow/hostile/sheet/?part={quote(LINES[0])}",
    *(f"/roadshow/{name}/" for name in ("hostile", "closed", "moved", "cancelled", "coming", "stop-30")), f"{OPEN}/report/",
    "/roadshow/closed/report/", "/join/", "/join/{join_code}", f"{OPEN}/room/", "/roadshow/coming/room/", f"{OPEN}/screen/",
    "/roadshow/coming/screen/", "/archive/", "/archive/forum/", "/archive/list/", "/archive/notes/", "/archive/forum/{month}/",
    "/archive/list/{month}/", "/archive/notes/{month}/", "/archive/notes/undated/", "/archive/clauses/v0/", "/archive/clauses/v2/",
    *(f"/archive/threads/{{threads[{n}]}}/" for n in (0, 1, 2, 3, 4, 5, 6, 7, 8)),
]  # fmt: skip
NOBODYS += hostile_endorsements.NOBODYS + hostile_release.NOBODYS
GUESTS = [f"{OPEN}/", f"{OPEN}/room/", "/roadshow/closed/room/", "/positions/"]
ROSAS = [
    "/search/?q=alert&kind=comment", "/desk/", "/desk/comments/?show=all", "/desk/comments/?show=silent", "/desk/comments/answer?id=1&id=2&id=90",
    *(f"/desk/comments/{n + 1}" for n in range(0, len(TEXTS), 2)), "/desk/comments/3/accept", "/desk/comments/90/accept",
    "/desk/flags/", "/desk/people/", "/desk/people/{person}/",
    "/desk/people/{person}/pause", "/desk/organisations/", "/desk/organisations/{organisation}/", "/desk/drafts/",
    "/desk/drafts/new", "/desk/drafts/0.4/", "/desk/drafts/0.4/files", "/desk/drafts/0.4/text", "/desk/drafts/0.4/map?show=all",
    "/desk/drafts/0.4/map/r1", "/desk/drafts/0.4/preview?changes=shown", "/desk/drafts/0.4/publish",
    "/desk/drafts/0.4/discard", "/desk/drafts/0.2/", "/desk/drafts/0.2/period", "/desk/drafts/0.2/clauses/",
    "/desk/drafts/0.2/clauses/v0/explain", "/desk/drafts/0.2/correct?key=v1&key=r0", "/desk/drafts/0.2/withdraw",
    "/desk/drafts/0.3/withdraw", "/desk/rolls/0.2", "/moderation/comment:1/report", "/comments/2/cosignature",
    "/systems/waits/", "/systems/reviews/{waiting}/", "/systems/hostile/review", "/desk/systems/", "/desk/systems/new",
    "/desk/systems/hostile/", "/desk/systems/waits/", *(f"/desk/systems/{{systems[{n}]}}/" for n in range(3)), "/desk/systems/import",
    "/desk/systems/what-if", "/desk/systems/disputes/{dispute}", "/desk/systems/reviews/{waiting}/release",
]  # fmt: skip
ROSAS += [
    "/desk/stops/", "/desk/stops/new", *(f"/desk/stops/{name}/" for name in ("hostile", "closed", "moved", "cancelled", "coming")),
    *(f"/desk/stops/coming/{name}" for name in ("change", "move", "cancel", "sittings/new", "sittings/1")),
    f"{OPEN}/facilitator/", f"{OPEN}/guests/", "/roadshow/coming/facilitator/", f"{OPEN}/screen/", f"{OPEN}/scribe/?look={quote(SHEETS[0])}", f"{OPEN}/batches/",
    f"{OPEN}/keying/", *(f"{OPEN}/keying/{{on_paper[{n}]}}/" for n in range(4)), f"{OPEN}/differences/", f"{OPEN}/notes/",
    f"{OPEN}/notes/gather?note={{notes[0]}}&note={{notes[1]}}&note={{notes[2]}}", f"{OPEN}/sheet/?copies=2", "/archive/threads/{threads[0]}/",
]  # fmt: skip
ROSAS += hostile_endorsements.ROSAS + hostile_release.ROSAS
LENAS = [
    "/desk/comments/3/addressed", "/desk/calls/", "/desk/calls/0.2/v0", "/desk/calls/last?key=v1", "/desk/appeals/1", "/desk/appeals/2",
    "/desk/challenges/1", "/desk/challenges/2", *(f"/desk/flags/{{folded[{n}]}}/" for n in (0, 1)), "/desk/flags/comment:30/",
    "/desk/flags/surprise:2/", "/desk/flags/verdict-opinion:{dispute}/",
]  # fmt: skip
ANAS = [
    "/account/", "/account/inbox/", "/account/mail/", "/account/data", "/account/tokens", "/positions/",
    "/positions/?show=history", "/drafts/0.2/", f"{CALLED}/", f"{EDITED}/position", f"{EDITED}/challenge",
    "/drafts/0.2/parts/{part}/rest", "/calls/1/appeal", "/moderation/mine/", "/moderation/{folded[0]}/appeal", "/comments/1",
    "/comments/1/edit", "/comments/1/standing", "/comments/1/delete", "/typed/{typed}",
    "/systems/hostile/", "/systems/hostile/review", "/systems/hostile/recusal", "/systems/hostile/stance", "/systems/surprises/",
    "/systems/waits/", "/systems/waits/review", "/systems/reviews/{waiting}/", "/systems/reviews/{unanswered}/reply",
    "/systems/reviews/{own}/", "/systems/reviews/{own}/withdrawal",
]  # fmt: skip
KWAMES = [
    "/account/inbox/",
    "/account/mail/",
    "/moderation/mine/",
    "/systems/reviews/{waiting}/",
    "/systems/waits/review",
]
# Forms that come back with what was typed when it is refused.
FORMS: dict[str | None, list[str]] = {
    None: ["/account/sign-in", "/account/register", "/account/password", f"{CALLED}/comment", f"{RAW}/suggest",
           "/drafts/0.2/comment?after=v0", "/comments/1/reply", "/join/{join_code}"],
    ROSA: ["/desk/stops/hostile/", "/desk/comments/90", "/desk/comments/answer?id=70&id=80", "/desk/organisations/",
           "/desk/organisations/{organisation}/", "/desk/people/{person}/pause", "/desk/drafts/new", "/desk/drafts/0.4/files",
           "/desk/drafts/0.4/map/r1", "/desk/drafts/0.4/publish", "/desk/drafts/0.2/period", "/desk/drafts/0.2/withdraw",
           "/desk/drafts/0.2/clauses/v0/explain", "/desk/drafts/0.2/correct?key=v1", "/moderation/comment:40/report",
           "/desk/systems/new", "/desk/systems/hostile/", "/desk/systems/what-if", "/desk/systems/disputes/{dispute}",
           "/desk/systems/reviews/{waiting}/release", "/desk/stops/new",
           *(f"/desk/stops/coming/{name}" for name in ("change", "move", "cancel", "sittings/new", "sittings/1")),
           f"{OPEN}/scribe/", f"{OPEN}/notes/", f"{OPEN}/differences/", f"{OPEN}/notes/gather?note={{notes[0]}}", *hostile_endorsements.ROSAS_FORMS, *hostile_release.FORMS],
    LENA: ["/desk/calls/0.2/v0", "/desk/calls/last", "/desk/appeals/1", "/desk/challenges/1",
           "/desk/flags/{folded[0]}/", "/desk/flags/comment:30/"],
    ANA: ["/account/", "/account/tokens", f"{RAW}/position", f"{CALLED[:-1]}31/challenge", "/calls/1/appeal",
          "/moderation/{folded[0]}/appeal", "/comments/1/edit", "/comments/1/standing",
          "/systems/hostile/review", "/systems/hostile/recusal", "/systems/hostile/stance", "/systems/surprises/",
          "/systems/reviews/{unanswered}/reply"],
    GUEST: [f"{OPEN}/room/"],
}  # fmt: skip
SEEN_BY = {None: NOBODYS, ROSA: ROSAS, LENA: LENAS, ANA: ANAS, KWAME: KWAMES, GUEST: GUESTS}


@dataclass(frozen=True, slots=True)
class Look:
    """A page that was looked at: its address, what is strange on it, and whether hostile words stand there."""

    address: str
    status: int
    found: tuple[str, ...]
    words: bool

    @property
    def path(self) -> str:
        """Its address on the site, without what is asked of it."""
        return urlsplit(self.address).path


def opened(context: Any) -> Any:
    """A page that notes whatever runs. Styles are left out, for speed; other sites, and the blank page, answer with nothing."""
    page = context.new_page()
    page.add_init_script(HOOK)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/static/css/*"]})
    nothing = {"body": "<!doctype html><body>", "content_type": "text/html"}
    page.route(lambda url: "127.0.0.1" not in url, lambda route: route.fulfill(**nothing))
    return page


def look(page: Any, address: str) -> Look:
    """Open a page and search it."""
    status = page.goto(address).status
    return Look(address, status, tuple(page.evaluate(FOUND)), page.evaluate(WORDS))


def look_at_all(page: Any, host: str, paths: list[str], *, world: Any, most: int = 4) -> Iterator[Look]:
    """Search some pages, and up to so many of the further ones of each list."""
    for path in paths:
        address: str | None = host + path.format_map(world)
        for _page in range(most):
            if address is not None:
                yield look(page, address)
                address = _further(page)


# Every field takes the same text, whatever it says of lengths and types. → whether there was such a form.
FILL = """(text) => {
  const typed = "textarea, input:is([type=text], [type=search], [type=email], [type=date], [type=password], :not([type]))";
  const form = [...document.querySelectorAll("main form[method=post]")].find((each) => each.querySelector(typed));
  if (!form) return false;
  form.noValidate = true;
  for (const one of form.querySelectorAll(typed)) { one.type = "text"; one.removeAttribute("maxlength"); one.value = text; }
  for (const one of form.querySelectorAll("input[type=radio]")) one.value = text;
  HTMLFormElement.prototype.submit.call(form);
  return true;
}"""


def refused(page: Any, address: str, text: str) -> Look:
    """Fill a text into every field of the form on a page, send it, and search what comes back."""
    page.goto(address)
    with page.expect_navigation() as answer:
        assert page.evaluate(FILL, text), address
    return Look(address, answer.value.status, tuple(page.evaluate(FOUND)), page.evaluate(WORDS))


def _further(page: Any) -> str | None:
    link = page.locator("nav.paging a[rel=next]")
    return str(link.first.evaluate("(one) => one.href")) if link.count() else None
