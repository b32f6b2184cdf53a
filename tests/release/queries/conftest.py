"""What a test's acts came to is counted, exported, and counted again by the stand-alone program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from consensus.kit.db import db
from consensus.kit.turns import take_turns
from consensus.ledger.views import export_lines
from consensus.release import verify


@pytest.fixture
def counted_again(app: Flask, tmp_path: Path) -> Iterator[None]:
    """A stranger who has only the record comes to the same numbers."""
    yield
    db.session.expire_all()
    take_turns(["gates"])
    file = tmp_path / "ledger.ndjson"
    file.write_text("".join(export_lines()), "utf-8")
    code = 0
    try:
        verify.main([str(file)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 0
