"""Serving: workers, and beside them the one follower, restarted when it dies."""

import os
import resource
import socket
import subprocess
import sys
import threading
from pathlib import Path

import click
from flask import Flask, current_app

from ..accounts.actions import first_maintainer_link
from ..config import ROOT
from ..kit.db import again_on_a_race
from ..kit.errors import Refused
from ..kit.turns import APART, TURNS, take_turns
from ..ledger import SETUP
from .database import load_content, migrate

PAUSE = 0.3  # seconds between looks at the record, when nothing was to be done
REST = 2.0  # seconds after which the other turns are taken all the same, for some become due by the clock
RESTART_AFTER = 1.0
PATIENCE = 2  # seconds; a worker whom Ctrl+C reaches twice, from the terminal and from its parent, may not end by itself
MOST_CONNECTIONS = 4096  # held open by one worker: a phone in a room keeps one or more, and asks every second
OWN_FILES = 256  # what a worker opens for itself: database, index, logs
WORKERS_FIRST = 1.5  # seconds in which workers start before the follower wants a processor too


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(0, 65535))
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer."
)
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="Threads in each.")
@click.option("--setup", "with_setup", is_flag=True, help="Migrate and load the content first.")
@click.option("--sign-in-link", is_flag=True, help="Print a one-time sign-in link for the first maintainer.")
def serve(host: str, port: int, workers: int, threads: int, with_setup: bool, sign_in_link: bool) -> None:
    """Serve the site, with its follower."""
    if with_setup:
        migrate()
        load_content()
    _check_port(host, port)
    address = f"http://{host}:{port}"
    base = current_app.config["PUBLIC_URL"] or address
    if sign_in_link:
        link = again_on_a_race(lambda: first_maintainer_link(base=base, by=SETUP))
        click.echo(f"Sign in once as the first maintainer: {link}")
    click.echo(f"Consensus is at {address}", nl=True)
    sys.stdout.flush()
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_following, args=(stop,), daemon=True)
    keeper.start()
    try:
        _serve(host, port, workers, threads)
    finally:
        stop.set()
        keeper.join(timeout=5)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"{host}:{port} cannot be used ({error.strerror}); choose another with PORT= or --port"
            ) from error


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian  # late: slow import
    from granian.constants import Interfaces  # late: slow import
    from granian.log import LogLevels  # late: slow import

    Granian(
        "app:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=_room_for_connections(),
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        working_dir=Path(ROOT),
        log_level=LogLevels.error,
    ).serve()


def _room_for_connections() -> int:
    """How many connections a worker may hold: an open one takes a place whether it asks for something or not."""
    wanted = MOST_CONNECTIONS + OWN_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return wanted - OWN_FILES if soft < 0 else max(64, min(wanted, soft) - OWN_FILES)


def _keep_following(stop: threading.Event) -> None:
    command = [sys.executable, "-m", "consensus.cli", "follow", "--until-orphaned"]
    stop.wait(WORKERS_FIRST)
    while not stop.is_set():
        with subprocess.Popen(command, cwd=ROOT) as follower:
            while follower.poll() is None and not stop.wait(0.2):
                pass
            if stop.is_set():
                follower.terminate()
                return
        stop.wait(RESTART_AFTER)


@click.command("follow")
@click.option(
    "--until-orphaned", is_flag=True, hidden=True, help="End when the process that started it is gone."
)
def follow(until_orphaned: bool) -> None:
    """Catch up with the record for as long as it runs: the search index, mail, what is due."""
    parent = os.getppid()
    stirred, over = threading.Event(), threading.Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own
    threading.Thread(target=_take_apart, args=(app, stirred, over), daemon=True).start()
    try:
        while not (until_orphaned and os.getppid() != parent):
            stirred.clear()
            if not take_turns(name for name in TURNS if name not in APART):
                stirred.wait(REST)
    except KeyboardInterrupt:
        pass
    finally:
        over.set()


def _take_apart(app: Flask, stirred: threading.Event, over: threading.Event) -> None:
    """The turns that wait for no other; whenever they find something new, so may the others."""
    with app.app_context():
        while not over.is_set():
            if take_turns(APART):
                stirred.set()
            else:
                over.wait(PAUSE)


COMMANDS = (serve, follow)
