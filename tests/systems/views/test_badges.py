"""A badge says draft and date, and that it is community review, not certification."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.systems.acting import review, system


def test_as_data_it_says_what_it_is_and_what_it_is_not(client, scene):
    review(scene.alpha, scene.draft, scene.ana)

    said = client.get("/systems/alpha/badge.json").json

    assert (said["verdict"], said["draft"], said["note"]) == (
        "conforms", "0.1", "community review, not certification",
    )  # fmt: skip
    assert said["label"] == "Alpha: conforms" and said["date"] in said["under"]


def test_as_a_picture_it_says_the_same(client, scene):
    said = client.get("/systems/alpha/badge.json").json

    drawn = client.get("/systems/alpha/badge.svg?draft=0.1")

    assert drawn.mimetype == "image/svg+xml"
    texts = [each.text() for each in HTMLParser(drawn.text).css("text")]
    assert texts == [said["label"], said["under"]]
    assert "not certification" in texts[1] and "draft 0.1" in texts[1]


def test_names_stay_text(client, scene):
    system("<script>x</script>")

    drawn = client.get("/systems/script-x-script/badge.svg")

    assert "<script>" not in drawn.text and "&lt;script&gt;" in drawn.text


def test_of_a_system_or_draft_that_is_not_there_is_none(client, scene):
    found = [
        client.get(f"/systems/{at}").status_code for at in ("omega/badge.svg", "alpha/badge.svg?draft=7.7")
    ]

    assert found == [404, 404]
