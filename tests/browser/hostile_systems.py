"""Hostile systems: their records, reviews, replies, opinions and surprises, written by the same doors as on a page."""

import io
import json
from typing import Any

from sqlalchemy import select

from consensus.kit.db import db
from consensus.systems.models import System

from .vectors import LINES, VECTORS, chunks

TEXTS = chunks()
IDS = ("training-code", "training-datasets", "model-parameters", "model-card", LINES[0], LINES[12])
GROUPS = ("Code", LINES[3], LINES[3], LINES[4], LINES[4], LINES[5])
FREE, NEEDED = (
    '{ all = ["training-code", "training-datasets"] }',
    '{ any = ["model-parameters", "model-card"] }',
)
REQUIRES = {
    "0.1": FREE,
    "0.2": f'{{ all = [{FREE}, {NEEDED}, {json.dumps(LINES[0])}, {{ clause = "v0" }}] }}',
    "another": '"model-card"',
}
EVIL = "https://example.org/?q=javascript:alert(1)&x=%22onmouseover=alert(2)//"
SCRIPTS = ("javascript:alert(3)", "data:text/html,alert(4)", 'https://example.org/"onclick=alert(5)//')
SHEET, RECORD, OURS, BROKEN = ("<img src=x onerror=alert(6)>.yml", "b.yml", "c.yml", "d.yml")


def checklist(version: str) -> str:
    """What a draft asks for: the titles, groups, some ids and a clause are vectors; of later ones other things."""
    parts = [f"requires = {REQUIRES.get(version, REQUIRES['0.2'])}"]
    for n, id in enumerate(IDS):
        fields = {"id": id, "title": LINES[n + 20], "group": GROUPS[n], "clause": f"v{n}", "framework": "osd"}
        if n == len(IDS) - 1:
            fields["clause"] = LINES[1]
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        parts += ["[[component]]", *lines, f"optional = {'true' if n > 4 else 'false'}"]
    return "\n".join(parts)


def records() -> dict[str, str]:
    """File name → record: of the Model Openness Tool, of the European index, of our own; and one that cannot be read.

    JSON is YAML as well. Every text is a vector, and every address one that leads nowhere good.
    """
    given = {
        SHEET: _of_the_tool(),
        RECORD: _of_the_index(),
        OURS: _ours(),
        BROKEN: {**_ours(), "slug": LINES[26]},
    }
    return {name: json.dumps(content, ensure_ascii=False) for name, content in given.items()}


def _of_the_tool() -> dict[str, Any]:
    released = [
        {"name": name, "description": LINES[n], "license": LINES[n + 1], "component_path": SCRIPTS[n % 3]}
        for n, name in enumerate(["Training code", "Datasets", "Model card", *LINES[:12]])
    ]
    release = {
        "name": LINES[40], "version": LINES[41], "date": "2024", "license": LINES[42], "type": LINES[43],
        "producer": LINES[44], "repository": SCRIPTS[0], "huggingface": EVIL, "components": released,
        "architecture": LINES[45], "origin": LINES[46], "contact": LINES[47], LINES[48]: LINES[49],
    }  # fmt: skip
    return {"release": release}


def _of_the_index() -> dict[str, Any]:
    criterion = {"class": "open", "link": list(SCRIPTS), "notes": LINES[2]}
    system = {
        "name": LINES[50], "link": [*SCRIPTS, EVIL], "type": LINES[3], "endmodelname": LINES[4],
        "endmodellicense": LINES[5], "notes": LINES[6],
    }  # fmt: skip
    org = {"name": LINES[7], "link": EVIL, "notes": LINES[8]}
    names = ("trainingcode", "datasources_endmodel", "modelcard", "licenses", LINES[9])
    return {"system": system, "org": org, **dict.fromkeys(names, criterion)}


def _ours() -> dict[str, Any]:
    answers = [
        {"component": id, "available": "no" if n else "yes", "licence": LINES[n], "document": SCRIPTS[n % 3],
         "evidence": EVIL, "note": LINES[n + 30]}
        for n, id in enumerate(IDS)
    ]  # fmt: skip
    review = {
        "reviewer": LINES[10], "draft": "0.1", "version": LINES[11], "affiliation": LINES[12], "answers": answers,
    }  # fmt: skip
    links = {LINES[20]: EVIL, LINES[21]: SCRIPTS[0]}
    return {
        "name": LINES[51], "slug": "imported", "maker": LINES[13], "kind": LINES[14], "notes": LINES[15],
        "versions": [{"version": LINES[11], "licences": LINES[16:20], "links": links}],
        "published": {"draft": LINES[22], "outcome": LINES[23], "source": EVIL},
        "reviews": [review, {**review, "draft": "9.9"}], LINES[24]: LINES[25],
    }  # fmt: skip


class HostileSystems:
    """Whoever writes them. ``site``: the rest of the hostile site, whose people and doors these are."""

    def __init__(self, site: Any) -> None:
        self.site, self.send = site, site.send
        self.ana, self.people = site.people[0], site.people

    def go(self) -> dict[str, Any]:
        """Write everywhere. → what pages need to be found."""
        self.register()
        self.take_files()
        self.review()
        found = self.wait()
        self.stand_aside()
        self.judge()
        self.surprise()
        self.moderate()
        imported = db.session.scalars(
            select(System.slug).where(System.slug.not_in(("hostile", "waits")))
        ).all()
        return {
            **found,
            "systems": list(imported),
            "own": self.own,
            "once": self.once,
            "dispute": self.dispute,
        }

    def register(self) -> None:
        """Two systems; addresses that are none of the web are refused. Ana speaks for the maker of the second."""
        fields = {
            "name": LINES[30], "maker": LINES[31], "kind": LINES[32], "notes": "".join(TEXTS[:2]),
            "version": LINES[33], "date": "2024", "licences": "\n".join(LINES[:10]),
            "links": "\n".join(f"{line.replace('|', '')} | {EVIL}" for line in LINES[:10]),
        }  # fmt: skip
        new = "/desk/systems/new"
        for each in SCRIPTS:
            self.send(self.site.rosa, new, 422, **{**fields, "links": each})
        self.send(self.site.rosa, new, **{**fields, "slug": "hostile"})
        self.send(self.site.rosa, new, **{**fields, "name": LINES[37], "slug": "waits"})
        self.send(self.site.rosa, "/desk/systems/hostile/", **{**fields, "version": LINES[35]})
        self.send(self.site.rosa, "/desk/systems/waits/contacts", email="p0@example.org")
        self.send(
            self.site.rosa, "/desk/systems/waits/contacts", email='"<img/src=x/onerror=alert(7)>"@x.org'
        )

    def take_files(self) -> None:
        """What other registries say, as the desk reads it."""
        for name, content in records().items():
            data = {"files": (io.BytesIO(content.encode()), name), "format": ""}
            answer = self.site.rosa.post("/desk/systems/import", data=data)
            assert (answer.status_code, "not read" in answer.text) == (200, name == BROKEN), (
                name,
                answer.text,
            )

    def review(self) -> None:
        """Reviews whose every word is a vector; one is revised, one withdrawn. Ana's is her own."""
        at = "/systems/hostile/review"
        for name in ("evidence", "document"):
            for each in SCRIPTS:
                self.send(self.people[1], at, 422, **{**said(0), f"{name}-{IDS[0]}": each})
        for n in range(6):
            self.once = number(self.send(self.people[n], at, **said(n)))
        self.own = number(self.send(self.ana, at, **said(7)))
        self.send(self.people[5], f"/systems/reviews/{self.once}/withdrawal")
        for n in range(6, 9):
            self.send(self.people[n], f"{at}?draft=0.1", **said(n))

    def wait(self) -> dict[str, int]:
        """What is missing waits for the maker: Kwame's still does; another was made public, and has a reply."""
        at, reply = "/systems/waits/review", "".join(TEXTS)[:9_000]
        waiting = number(self.send(self.site.kwame, at, **said(1, missing=True)))
        told = number(self.send(self.people[3], at, **said(2, missing=True)))
        open_ = number(self.send(self.people[4], at, **said(3, missing=True)))
        for each in (told, waiting):
            self.send(self.ana, f"/systems/reviews/{each}/reply", body=reply)
        for each in (told, open_):
            self.send(self.site.lena, f"/desk/systems/reviews/{each}/release", reason=reply)
        return {"waiting": waiting, "told": told, "unanswered": open_}

    def stand_aside(self) -> None:
        """Some do, and say why."""
        for n, text in enumerate(TEXTS):
            fields = {"affiliation": LINES[n], "funding": LINES[n + 1], "reason": text}
            self.send(self.people[10 + n], "/systems/hostile/recusal", **fields)

    def judge(self) -> None:
        """Some agree, others do not, for such reasons; some are answered so."""
        at = "/systems/hostile/stance"
        for each in SCRIPTS:
            self.send(self.people[1], at, 422, stance="dispute", reason=TEXTS[0], evidence=each)
        for n, text in enumerate(TEXTS):
            fields = {"reason": text, "affiliation": LINES[n], "evidence": EVIL if n % 2 else ""}
            for who, stance in ((self.people[n], "dispute"), (self.people[20 + n], "endorse")):
                made = self.send(who, at, stance=stance, requirement=IDS[n % len(IDS)], **fields)
                opinion = int(made.rsplit("#o", 1)[1])
                if stance == "dispute":
                    self.dispute = opinion
            if n % 2:
                self.send(self.site.rosa, f"/desk/systems/disputes/{self.dispute}", reason=text)
        made = self.send(
            self.people[40], at, stance="dispute", reason=TEXTS[0], requirement=IDS[4], evidence=EVIL
        )
        self.dispute = int(made.rsplit("#o", 1)[1])

    def surprise(self) -> None:
        """Systems that surprised somebody: of the registry, and others by such names."""
        at = "/systems/surprises/"
        for n, text in enumerate(TEXTS):
            self.send(self.people[n], at, expected="in", name=LINES[n], reason=text)
            self.send(self.people[n + 1], f"{at}{n + 1}/cosignature")
        self.send(self.people[1], at, expected="out", system="hostile", reason=TEXTS[0])

    def moderate(self) -> None:
        """Such words are reported, and some folded, for such reasons."""
        for thing in ("surprise:2", f"review:{self.once - 1}", f"verdict-opinion:{self.dispute}"):
            self.send(self.people[50], f"/moderation/{thing}/report", rule="other", reason=TEXTS[0])
        self.send(self.site.kwame, "/desk/flags/surprise:2/hide", rule="other", reason=TEXTS[1])


def number(made: str) -> int:
    """The number of a review, by its address."""
    return int(made.rstrip("/").rsplit("/", 1)[1])


def said(n: int, *, missing: bool = False) -> dict[str, str]:
    """The fields of a review, to be submitted. ``missing``: it finds that everything is."""
    fields = {"do": "submit", "affiliation": LINES[n], "funding": LINES[n + 1]}
    for m, id in enumerate(IDS):
        at = n * len(IDS) + m
        fields |= {
            f"available-{id}": "no" if missing else ("yes", "no", "yes", "unknown")[m % 4],
            f"licence-{id}": LINES[at % len(LINES)][:300], f"evidence-{id}": EVIL, f"document-{id}": EVIL,
            f"note-{id}": VECTORS[at % len(VECTORS)][:900] + TEXTS[m % len(TEXTS)],
        }  # fmt: skip
    return fields
