import io
import re

import pytest

from consensus.drafts.bundle import File, digest_of
from consensus.drafts.queries import draft_named, drafts_prepared, files_of, preparation_of
from tests.drafts.making import NEW, OLD, prepare, published

from .browsing import fill, form_at, words

CHECKLIST = """requires = { all = ["code"] }

[[component]]
id = "code"
title = "Code"
clause = "code"
"""


def pasted(text=OLD, version="0.1", **more):
    return {"version": version, "name-1": "definition.md", "text-1": text, **more}


def upload(name, content):
    return io.BytesIO(content.encode() if isinstance(content, str) else content), name


def test_a_pasted_draft_is_kept_and_shown_as_it_was_understood(ana):
    answer = ana.post("/desk/drafts/new", data=pasted(summary="The first.", date="2024-04-22"))
    page = ana.get(answer.headers["Location"])

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/drafts/0.1/text")
    draft = draft_named("0.1", published=False)
    assert (draft.summary, str(draft.date), draft.digest) == (
        "The first.",
        "2024-04-22",
        digest_of([File("definition.md", OLD)]),
    )
    assert "use list item definition.md:7 Use it for any purpose." in words(page)
    assert "Nothing calls for a look." in words(page)


def test_several_files_are_uploaded_with_their_attachments(ana):
    files = [
        upload("b.md", "# More\n\nWords. {#more}\n"),
        upload("a.md", OLD),
        upload("checklist.toml", CHECKLIST),
    ]

    answer = ana.post(
        "/desk/drafts/new", data={"version": "0.1", "files": files}, content_type="multipart/form-data"
    )

    assert answer.status_code == 303
    draft = draft_named("0.1", published=False)
    assert [file.name for file in files_of(draft)] == ["a.md", "b.md", "checklist.toml"]


def test_pasted_parts_and_attachments_make_one_draft(ana):
    data = pasted(
        **{
            "name-2": "faq.md",
            "text-2": "# Questions\n\nWhy? {#why}\n",
            "text-3": "  ",
            "checklist": CHECKLIST,
        }
    )

    ana.post("/desk/drafts/new", data=data)

    draft = draft_named("0.1", published=False)
    assert [file.name for file in files_of(draft)] == ["checklist.toml", "definition.md", "faq.md"]


def test_a_text_without_a_name_is_read_for_what_it_is(ana):
    ana.post("/desk/drafts/new", data=pasted("<h1>A</h1><h2>B</h2><p>Words of a page.</p>", **{"name-1": ""}))

    assert [file.name for file in files_of(draft_named("0.1", published=False))] == ["part-1.html"]


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"version": "soon"}, "version", "is no version"),
        ({"date": "yesterday"}, "date", "is no date"),
        ({"comment_until": "2024-13-01T10:00"}, "comment_until", "is no time"),
        (
            {"comment_until": "2024-03-31T02:30", "zone": "Europe/Paris"},
            "comment_until",
            "The clocks skip this time",
        ),
        ({"summary": "x" * 2001}, "summary", "2000 is the most"),
        ({"checklist": "requires ="}, "checklist", "cannot be read"),
        ({"text-1": " "}, "files", "at least one file"),
        ({"name-2": "definition.md", "text-2": "More."}, "files", "Two files have the name definition.md."),
    ],
)
def test_a_rejected_form_comes_back_filled_in_with_all_that_was_pasted(ana, more, field, sentence):
    data = pasted(summary="What changed.", zone="Africa/Lagos") | {"checklist": CHECKLIST} | more

    answer = ana.post("/desk/drafts/new", data=data)

    assert answer.status_code == 422
    sent = form_at(answer, "/desk/drafts/new")
    shown = {name: sent.get(name) for name in data if str(data[name]).strip()}
    assert shown == {name: value for name, value in data.items() if value.strip()}
    assert sentence in words(answer)
    assert f'id="e-{field}"' in answer.text
    assert list(drafts_prepared()) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", "words", "a.docx is no text"),
        ("a.md", b"words\n\xff\xfe", "a.md, line 2: this is not UTF-8 text."),
        ("a.md", b"words\x00", "a.md, line 1: this is not UTF-8 text."),
        ("a.md", "x" * 3001, "a.md is larger than 2 MB."),
    ],
)
def test_a_file_that_is_no_text_is_refused_and_what_was_pasted_comes_back(
    ana, monkeypatch, name, content, sentence
):
    monkeypatch.setattr("consensus.drafts.forms.LARGEST", 3000)
    data = pasted() | {"files": [upload(name, content)]}

    answer = ana.post("/desk/drafts/new", data=data, content_type="multipart/form-data")

    assert (answer.status_code, form_at(answer, "/desk/drafts/new")["text-1"]) == (422, OLD)
    assert sentence in words(answer)


def test_what_was_uploaded_comes_back_as_text_when_something_else_is_wrong(ana):
    data = {"version": "soon", "files": [upload("a.md", OLD), upload("checklist.toml", CHECKLIST)]}

    answer = ana.post("/desk/drafts/new", data=data, content_type="multipart/form-data")

    sent = form_at(answer, "/desk/drafts/new")
    assert (sent["name-1"], sent["text-1"], sent["checklist"]) == ("a.md", OLD, CHECKLIST)


def test_it_can_be_read_first_and_nothing_is_stored(ana):
    text = OLD + "\nTODO: say more. {#use}\n"

    answer = ana.post("/desk/drafts/reading", data=pasted(text, summary="Soon."))

    assert (answer.status_code, list(drafts_prepared())) == (200, [])
    assert "Draft 0.1: 10 clauses in 2 parts. Nothing is stored yet." in words(answer)
    assert "definition.md:" in words(answer)
    sent = form_at(answer, "/desk/drafts/new")
    assert (sent["text-1"], sent["summary"], sent["version"]) == (text, "Soon.", "0.1")


def test_what_cannot_be_read_first_comes_back_as_well(ana):
    answer = ana.post("/desk/drafts/reading", data=pasted(version="soon"))

    assert (answer.status_code, form_at(answer, "/desk/drafts/new")["text-1"]) == (422, OLD)


def test_warnings_stand_beside_their_line(ana):
    text = OLD + "\n## More {#more}\n\nTODO: write this. {#todo}\n"

    page = ana.get(ana.post("/desk/drafts/new", data=pasted(text)).headers["Location"])

    row = text.split("\n").index("TODO: write this. {#todo}") + 1
    assert f'<a href="#l-definition-md-{row}">' in page.text
    assert f'id="l-definition-md-{row}"' in page.text
    assert 'cautioned" id="l-definition-md-' in page.text


def test_what_was_left_out_and_terms_without_definition_are_listed(ana):
    text = (
        "---\nauthor:\n  - me\nsource: https://example.org/\n---\n"
        + OLD
        + "\nMade by the Open Source Initiative with *care*.\n"
    )

    page = ana.get(ana.post("/desk/drafts/new", data=pasted(text)).headers["Location"])

    assert "2 terms are used and defined nowhere" in words(page)
    assert "Open Source Initiative" in words(page)


@pytest.mark.parametrize("version", ["0.1", "0.0.9"])
def test_a_version_that_is_taken_or_too_low_is_refused_with_everything_kept(ana, version):
    published(OLD, "0.1")

    answer = ana.post("/desk/drafts/new", data=pasted(NEW, version))

    assert (answer.status_code, form_at(answer, "/desk/drafts/new")["text-1"]) == (409, NEW)


def test_mending_the_files_reads_them_anew(ana):
    draft = prepare(OLD, "0.1")
    sent = form_at(ana.get("/desk/drafts/0.1/files"), "/desk/drafts/0.1/files")

    answer = ana.post("/desk/drafts/0.1/files", data=fill(sent, text__1=NEW))

    assert (sent["text-1"], sent["name-1"], answer.status_code) == (OLD, "definition.md", 303)
    assert files_of(draft)[0].content == NEW


def test_mending_over_what_somebody_else_mended_is_refused_and_kept(ana, ben):
    draft = prepare(OLD, "0.1")
    first = form_at(ana.get("/desk/drafts/0.1/files"), "/desk/drafts/0.1/files")
    second = form_at(ben.get("/desk/drafts/0.1/files"), "/desk/drafts/0.1/files")
    ana.post("/desk/drafts/0.1/files", data=fill(first, text__1=NEW))

    answer = ben.post("/desk/drafts/0.1/files", data=fill(second, text__1=OLD + "\nMine. {#mine}\n"))

    assert (answer.status_code, files_of(draft)[0].content) == (412, NEW)
    again = form_at(answer, "/desk/drafts/0.1/files")
    assert (again["text-1"], again["revision"]) == (OLD + "\nMine. {#mine}\n", "2")
    assert "Last changed by Ana" in words(answer)


def test_discarding_takes_a_ticked_box(ana):
    prepare(OLD, "0.1")
    sent = form_at(ana.get("/desk/drafts/0.1/discard"), "/desk/drafts/0.1/discard")

    unticked = ana.post("/desk/drafts/0.1/discard", data=sent)
    kept = len(drafts_prepared())
    ticked = ana.post("/desk/drafts/0.1/discard", data=fill(sent, sure="yes"))

    assert (unticked.status_code, kept, ticked.status_code, list(drafts_prepared())) == (422, 1, 303, [])


def test_a_draft_that_somebody_changed_meanwhile_is_not_discarded(ana, ben):
    draft = prepare(OLD, "0.1")
    sent = form_at(ana.get("/desk/drafts/0.1/discard"), "/desk/drafts/0.1/discard")
    files = form_at(ben.get("/desk/drafts/0.1/files"), "/desk/drafts/0.1/files")
    ben.post("/desk/drafts/0.1/files", data=fill(files, text__1=NEW))

    answer = ana.post("/desk/drafts/0.1/discard", data=fill(sent, sure="yes"))

    assert (answer.status_code, preparation_of(draft).revision) == (412, 2)


def test_the_list_says_what_is_in_hand_and_by_whom(ana):
    published(OLD, "0.1")
    ana.post("/desk/drafts/new", data=pasted(NEW, "0.2"))

    page = words(ana.get("/desk/drafts/"))

    assert re.search(r"0\.2 The definition Last changed by Ana, \d seconds? ago being prepared", page)
    assert "0.1 The definition" in page


def test_areas_with_numbers_of_no_end_are_passed_over(ana):
    data = pasted() | {"text-" + "9" * 4400: "a", "text-\u0663": "b"}

    assert ana.post("/desk/drafts/reading", data=data).status_code == 200
