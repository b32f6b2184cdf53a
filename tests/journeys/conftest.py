"""A site with all content, for journeys through HTTP and commands alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import Site, copied, serving
from tests.sixth import sixth_draft


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance after its first setup; it is copied and never served."""
    folder = tmp_path_factory.mktemp("contents")
    Site(folder).run("setup")
    return folder


@pytest.fixture
def quiet_site(contents: Path, tmp_path: Path) -> Site:
    """A site that is not served: commands only."""
    return copied(contents, tmp_path / "instance")


@pytest.fixture
def site(quiet_site: Site) -> Iterator[Site]:
    """A site with its server, on which nothing goes wrong unnoticed."""
    with serving(quiet_site) as made:
        yield made
        assert "unexpected error" not in made.log


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], Path]:
    """``files("1.1")``: a folder with the files of a sixth draft."""

    def write(version: str) -> Path:
        folder = tmp_path / f"draft-{version}"
        folder.mkdir()
        for name, text in sixth_draft(version).items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return write
