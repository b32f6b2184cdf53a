"""What the other tests here rely on: a fault is seen when there is one."""

from .looking import COLOURS, Watched

SMALL = "padding: 0; border: 0; min-block-size: 0; inline-size: 9px; block-size: 9px"
FAULTS = {
    "a picture without words": ("<img src='/static/icon.svg'>", "image-alt"),
    "words in grey on grey": ("<p style='color: #888; background: #777'>Read this</p>", "color-contrast"),
    "targets too small": (
        f"<button style='{SMALL}'>a</button><button style='{SMALL}'>b</button>",
        "target-size",
    ),
}


def put_in(watched: Watched, html: str) -> None:
    """Put something into a page. Its styles are set one by one, as the page's policy allows."""
    watched.open("/account/sent")
    watched.page.evaluate(
        """(html) => {
            const box = document.createElement("div");
            box.innerHTML = html.replaceAll("style=", "data-style=");
            for (const one of box.querySelectorAll("[data-style]")) one.style.cssText = one.dataset.style;
            document.querySelector("main .middle").append(box);
        }""",
        html,
    )


def test_axe_sees_what_is_wrong_and_nothing_else(watched: Watched) -> None:
    seen = {}
    for name, (html, _rule) in FAULTS.items():
        put_in(watched, html)
        seen[name] = sorted({found.split(":")[0] for found in watched.axe()})

    assert seen == {name: [rule] for name, (_html, rule) in FAULTS.items()}


def test_axe_sees_colours_in_the_dark(watched: Watched) -> None:
    put_in(watched, "<p style='color: light-dark(#000, #333)'>Read this</p>")

    assert watched.axe(COLOURS) == []
    watched.page.emulate_media(color_scheme="dark")
    assert [found.split(":")[0] for found in watched.axe(COLOURS)] == ["color-contrast"]
    watched.page.emulate_media(color_scheme="light")


def test_what_is_too_wide_is_seen(watched: Watched) -> None:
    put_in(watched, "<p id='wide' style='inline-size: 2000px'>Wide</p>")

    assert watched.sideways()[1:] == ["P."]


def test_what_the_policy_forbids_is_seen(watched: Watched) -> None:
    watched.open("/account/sent")
    watched.page.evaluate(
        """() => new Promise((done) => {
            const image = new Image();
            image.onerror = done;
            image.src = "http://127.0.0.1:9/pixel.png";
        })"""
    )

    assert [said for said in watched.complaints if "Content Security Policy" in said] != []
