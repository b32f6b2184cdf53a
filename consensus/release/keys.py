"""The files that hold the site's private keys: ``keys/site-<id>.pem`` in the instance folder, readable by its owner alone."""

import contextlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from flask import current_app
from flask_babel import gettext as _

from ..kit.errors import Refused
from .signing import key_id, public_of

FOLDER = "keys"


class NoKeyFile(Refused):
    """409: the site cannot sign, because the file of its key is not there or cannot be used."""


def path_of(id: str) -> Path:
    """Where the private part of a key is kept."""
    return Path(current_app.config["INSTANCE"]) / FOLDER / f"site-{id}.pem"


def new_key() -> Ed25519PrivateKey:
    """Make a key and store it in a file of its own, mode 0600, before anything else knows of it.

    Raises NoKeyFile when the folder cannot be written.
    """
    private = Ed25519PrivateKey.generate()
    path = path_of(key_id(public_of(private)))
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NoKeyFile(_("A key of the site could not be written: %(why)s", why=str(error))) from error
    return private


def drop_key(private: Ed25519PrivateKey) -> None:
    """Remove the file of a key that never came into use."""
    with contextlib.suppress(OSError):
        path_of(key_id(public_of(private))).unlink()


def private_key(id: str) -> Ed25519PrivateKey:
    """The private part of a key. Raises NoKeyFile, which says where the file should be and what can be done."""
    path = path_of(id)
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise NoKeyFile(_missing(path)) from error
    except OSError as error:
        raise NoKeyFile(
            _("The key of the site cannot be read from %(path)s: %(why)s", path=path, why=error.strerror)
        ) from error
    except (ValueError, TypeError) as error:
        raise NoKeyFile(_damaged(path)) from error
    if not isinstance(private, Ed25519PrivateKey) or key_id(public_of(private)) != id:
        raise NoKeyFile(_damaged(path))
    return private


def _missing(path: Path) -> str:
    return _(
        "The key of the site is not at %(path)s, so nothing can be signed. Put the file back from a backup; if it is lost for good, an operator runs “consensus key rotate --lost”.",
        path=path,
    )


def _damaged(path: Path) -> str:
    return _(
        "The file %(path)s does not hold the key that belongs there, so nothing can be signed. Put it back from a backup.",
        path=path,
    )
