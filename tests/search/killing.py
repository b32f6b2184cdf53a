"""Kills whoever writes the index, at random moments, while people go on talking; run as a process of its own.

::

    python -m tests.search.killing ROUNDS SEED

Each round: comments are made, edited, deleted and folded; a follower, a fresh one each time, is killed with -9; then
another takes its turn and what is in the index is compared with what there is. Prints a JSON document with the faults.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable

from flask import current_app

from consensus import create_app
from consensus.accounts.models import Account
from consensus.discussion.actions import delete_comment, edit_comment
from consensus.discussion.models import Comment
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import latest_draft
from consensus.kit.db import db, transaction
from consensus.moderation.actions import hide_thing, restore_thing
from consensus.moderation.models import Rule
from consensus.moderation.queries import hiding_of
from consensus.search import building, following, verifying
from consensus.search.index.folders import root
from tests.factories import make_account, make_comment

PATIENCE = 0.3  # seconds after which a follower is killed at the latest
WORDS = "open source weights data training model licence freedom study share use modify".split()


def main(rounds: int, seed: int) -> None:
    """Kill that many times."""
    app, dice = create_app(), random.Random(seed)
    faults: list[str] = []
    killed = 0
    with app.app_context():
        moderator = make_account("Mo", role="moderator").id
        said = [_say(dice) for _ in range(20)]
        for n in range(rounds):
            _talk(said, dice, moderator)
            killed += _killed(dice)
            faults += [f"round {n}: {fault}" for fault in _faults_after_the_next_turn()]
    print(json.dumps({"rounds": rounds, "killed": killed, "faults": faults, "comments": len(said)}))


def _say(dice: random.Random) -> int:
    return make_comment(latest_draft(), body=" ".join(dice.choices(WORDS, k=12)) + ".").id


def _talk(said: list[int], dice: random.Random, moderator: int) -> None:
    """Say something new; change, remove, fold or unfold something said before."""
    said += [_say(dice) for _ in range(dice.randint(1, 4))]
    comment = db.session.get_one(Comment, dice.choice(said))
    deed = dice.choice(["edit", "delete", "hide", "nothing"])
    if comment.deleted_at is not None or deed == "nothing":
        return
    text = prepare_text("Something else about " + dice.choice(WORDS) + ".")
    with transaction():
        comment = db.session.get_one(Comment, comment.id)
        if deed == "edit":
            edit_comment(comment, text=text, by=comment.author)
        elif deed == "delete":
            delete_comment(comment, by=comment.author)
        elif hiding_of(comment):
            restore_thing(comment, reason="It does not sell.", by=db.session.get_one(Account, moderator))
        else:
            hide_thing(comment, rule=Rule.SPAM, reason="It sells.", by=db.session.get_one(Account, moderator))


def _killed(dice: random.Random) -> int:
    """Start a follower, or one who builds anew, and kill it at a random moment. → 1 if it was still at work."""
    work = dice.choice([_follow, _follow, _follow, _rebuild, _fill])
    child = _started(work)
    time.sleep(dice.uniform(0.01, PATIENCE))
    os.kill(child, signal.SIGKILL)
    _pid, state = os.waitpid(child, 0)
    return 1 if os.WIFSIGNALED(state) else 0


def _faults_after_the_next_turn() -> list[str]:
    """What is wrong once a follower was left alone until it was done."""
    read, write = os.pipe()
    child = _started(lambda: _tell_faults(write))
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else ["the follower did not come to its end"]


def _tell_faults(pipe: int) -> None:
    while following.turn():
        pass
    found = [f"{each.fault} {each.id}" for each in verifying.differences()]
    if verifying.status().state != "in step":
        found.append(verifying.status().state)
    os.write(pipe, json.dumps(found).encode())


def _follow() -> None:
    while True:
        following.turn()


def _rebuild() -> None:
    while True:
        building.rebuild()


def _fill() -> None:
    """Without any index at first."""
    for each in root().glob("current-*"):
        each.unlink()
    _follow()


def _started(work: Callable[[], None]) -> int:
    """A process of its own that has nothing open of what this one has."""
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if child:
        return child
    try:
        current_app.extensions[following.NAME] = following.Following()
        work()
    except Exception:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
