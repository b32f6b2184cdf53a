"""Tables: headers, groups, items with bullets, ragged rows; in Markdown and in HTML alike."""

import pytest

from consensus.drafts.sources import read

from .telling import told

HEADER = "| Component | Terms |\n| --- | --- |\n"


def test_header_groups_and_items():
    text = (
        "| Required components |      Legal frameworks    |\n| ------- | ------- |\n"
        "| **Code** |\n|  - Inference | OSI-approved |\n| – Training | OSI-approved |\n"
        "| **Other**, all of these: |\n|  - Card | OSD-compliant |\n"
    )

    assert told(text) == [
        "group: Required components | Legal frameworks",
        "group1: **Code**",
        "row (-): Inference | OSI-approved",
        "row (-): Training | OSI-approved",
        "group1: **Other**, all of these:",
        "row (-): Card | OSD-compliant",
    ]


@pytest.mark.parametrize(
    ("rows", "pieces"),
    [
        ("| **Code** | |\n| Inference | OSI |", ["group1: **Code**", "row: Inference | OSI"]),
        ("| **Code:** all of these | |\n| Inference | OSI |", ["group1: **Code:** all of these", "row: Inference | OSI"]),
        ("| Code |\n| Inference | OSI |", ["group1: Code", "row: Inference | OSI"]),
        ("| Code | |\n| - Inference | OSI |", ["group1: Code", "row (-): Inference | OSI"]),
        ("| **Code** | OSI |\n| - Inference | |", ["group1: **Code** | OSI", "row (-): Inference"]),
        ("| **Use** | OSI |\n| **Share** | OSD |", ["row: **Use** | OSI", "row: **Share** | OSD"]),
        ("| Card | |\n| Inference | OSI |", ["row: Card", "row: Inference | OSI"]),
        ("| **Data** |\n| *One of these.* |\n| - Card | OSD |\n| **Code** |\n| - Run | OSI |", [
            "group1: **Data**", "group2: *One of these.*", "row (-): Card | OSD", "group1: **Code**", "row (-): Run | OSI",
        ]),
    ],
)  # fmt: skip
def test_which_rows_name_a_group(rows, pieces):
    assert told(HEADER + rows) == ["group: Component | Terms", *pieces]


@pytest.mark.parametrize(
    "marker", ["- ", " - ", "– ", "— ", "• ", "* ", "\\- ", "&#8211; ", "–\u00a0"]
)  # fmt: skip
def test_every_bullet_of_an_item_is_known(marker):
    piece = read("draft.md", f"{HEADER}| **A** |\n| {marker}Inference | OSI |").pieces[-1]

    assert (piece.marker, piece.cells) == ("-", ("Inference", "OSI"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("| a | b | c |\n|---|---|\n| d | e | f | g |", ["group: a | b | c", "row: d | e | f | g"]),
        ("| a | b |\n|---|---|\n| | d |", ["group: a | b", "row:  | d"]),
        (
            "| a | b |\n|---|---|\n| c | d |\n| --- | --- |\n| e | f |",
            ["group: a | b", "row: c | d", "row: e | f"],
        ),
        ("| | |\n|---|---|\n| a | b |", ["row: a | b"]),
        ("| a | b |\n| c | d |", ["row: a | b", "row: c | d"]),
        ("|---|---|\n| a | b |", ["row: a | b"]),
        ("| **a** | **b** |\n| c | d |", ["group: **a** | **b**", "row: c | d"]),
        ("a | b\n--|--\nc | d", ["group: a | b", "row: c | d"]),
        ("| a |\n|---|\n| b |\nand on", ["group: a", "row: b", "paragraph: and on"]),
        ("words\n| a | b |\n|---|---|", ["paragraph: words", "group: a | b"]),
        (r"| a \| b | `c \| d` |" + "\n|---|---|", ["group: a | b | `c | d`"]),
        ("> | a | b |\n> |---|---|\n> | c | d |", ["group: a | b", "row: c | d"]),
        ("| a<br>b | c |\n|---|---|", ["group: a<br>b | c"]),
        ("| - | – |\n|---|---|\n| a | b |", ["row: a | b"]),
    ],
)
def test_tables_of_any_shape_keep_their_words(text, pieces):
    assert told(text) == pieces


@pytest.mark.parametrize("row", ["| a {#k} | b |", "| a | b {#k} |", "| a | b | {#k}", "| a {: #k} | b |"])
def test_a_row_has_one_id(row):
    piece = read("draft.md", f"{HEADER}{row}").pieces[-1]

    assert (piece.id, piece.cells) == ("k", ("a", "b"))


def test_tables_are_counted():
    found = read("draft.md", f"{HEADER}| a | b |\n\nwords\n\n{HEADER}| c | d |").pieces

    assert [piece.table for piece in found] == [0, 0, None, 1, 1]


def page(rows):
    return told(f'<figure class="wp-block-table"><table>{rows}</table></figure>', format="wordpress")


@pytest.mark.parametrize(
    ("rows", "pieces"),
    [
        (
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>&#8211; c</td><td>d</td></tr></tbody>",
            ["group: A | B", "row (-): c | d"],
        ),
        ("<tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr>", ["group: A | B", "row: c | d"]),
        (
            "<tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>c</td><td>d</td></tr>",
            ["group: **A** | **B**", "row: c | d"],
        ),
        (
            "<tr><td>A</td><td>B</td></tr><tr><td><strong>C</strong></td><td></td></tr><tr><td>– d</td><td>e</td></tr>",
            ["group: A | B", "group1: **C**", "row (-): d | e"],
        ),
        (
            '<tr><th>A</th><th>B</th></tr><tr><td colspan="2">C</td></tr><tr><td>d</td><td>e</td></tr>',
            ["group: A | B", "group1: C", "row: d | e"],
        ),
        (
            '<tr><th>A</th><th>B</th></tr><tr><td>c</td><td rowspan="2">d</td></tr><tr><td>e</td></tr>',
            ["group: A | B", "row: c | d", "row: e"],
        ),
        ("<tr><td><ul><li>a</li><li>b</li></ul></td><td>c</td></tr>", ["row: a<br>b | c"]),
        (
            "<caption>What is asked</caption><tr><td>a</td><td>b</td></tr>",
            ["paragraph: What is asked", "row: a | b"],
        ),
        ("<tr><td><table><tr><td>in</td></tr></table></td><td>c</td></tr>", ["row: in | c"]),
    ],
)
def test_tables_of_pages(rows, pieces):
    assert page(rows) == pieces
