"""Rule 2: imports go down. Packages on one floor do not know each other; a late import gives its reason."""

import pytest

from .source import PACKAGE, Import, Source, imports_of, sources

# The plan of the house, from the ground up. A package may know those below, not those beside it.
PLAN = (
    ("kit",),
    ("ledger",),
    ("search",),
    ("accounts",),
    ("following", "moderation"),
    ("drafts",),
    ("discussion", "systems"),
    ("voting",),
    ("roadshow", "archive"),
    ("release",),
    ("pages", "api", "feeds", "cli"),
)
FLOOR = {package: floor for floor, packages in enumerate(PLAN) for package in packages}
# Modules outside of the floors: the settings, which know nothing and which anybody may ask for.
OUTSIDE = {"config"}
WIRING, SLOW = "late: wiring", "late: slow import"


def own(source: Source) -> list[Import]:
    """What a file imports of this project."""
    return [each for each in imports_of(source) if each.module.split(".")[0] == "consensus"]


def package_of(module: str) -> str:
    """``consensus.kit.db`` → ``kit``; the empty text for ``consensus`` itself."""
    return (module.split(".") + [""])[1]


FILES = [source for source in sources() if package_of(source.module) in FLOOR]


def test_every_package_has_its_place_in_the_plan() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert packages == set(FLOOR)


def test_imports_go_down() -> None:
    upwards = [
        f"{source.name}:{each.line} knows {each.module}"
        for source in FILES
        for each in own(source)
        if not may_know(package_of(source.module), package_of(each.module), late=each.comment)
    ]

    assert upwards == []


def may_know(package: str, other: str, *, late: str = "") -> bool:
    """Whether files of one package may import another. Only the console script knows the application itself."""
    if other == package or other in OUTSIDE:
        return True
    if other == "":
        return package == "cli" and WIRING in late
    return FLOOR[other] < FLOOR[package]


def test_nothing_outside_of_the_floors_knows_them_but_the_application() -> None:
    config = Source(PACKAGE / "config.py")

    assert [each.module for each in own(config)] == []


def test_late_imports_give_one_of_two_reasons() -> None:
    unexplained = [
        f"{source.name}:{each.line} imports {each.module}"
        for source in sources()
        for each in imports_of(source)
        if each.late and not (is_wiring(source, each) or SLOW in each.comment)
    ]

    assert unexplained == []


def is_wiring(source: Source, late: Import) -> bool:
    """Wiring stands in ``__init__.py`` alone."""
    return WIRING in late.comment and source.path.name == "__init__.py"


@pytest.mark.parametrize(
    "package, other, allowed",
    [
        ("drafts", "ledger", True), ("drafts", "drafts", True), ("ledger", "config", True),
        ("ledger", "drafts", False), ("following", "moderation", False), ("pages", "api", False), ("drafts", "", False),
    ],
)  # fmt: skip
def test_the_plan_is_read_as_it_is_meant(package: str, other: str, allowed: bool) -> None:
    assert may_know(package, other) is allowed
