"""The index that is kept open."""

import threading

from consensus.search import building
from consensus.search.index import engine
from consensus.search.index.folders import current
from consensus.search.opened import NAME, open_anew, opened
from tests.search.shelf import Notes, ids, note


def test_it_stays_open_until_something_is_committed(notes: Notes, say, catch_up) -> None:
    catch_up()
    first, same = opened(), opened()
    notes[4] = note(4, "word")
    say(4)
    catch_up()

    assert first is same
    assert (len(ids(first, "word")), len(ids(opened(), "word"))) == (3, 4)


def test_it_follows_a_swap_and_the_old_one_can_still_be_read(notes: Notes, catch_up) -> None:
    catch_up()
    before = opened()
    building.rebuild()

    assert opened() is not before
    assert (len(ids(before, "word")), len(ids(opened(), "word"))) == (3, 3)


def test_while_another_thread_opens_the_new_one_the_old_one_answers(notes: Notes, say, catch_up, app) -> None:
    catch_up()
    before = opened()
    folder = current(engine().name)
    writer = engine().writer(folder)
    writer.commit(before.bookmark())
    with app.extensions[NAME].lock:
        meanwhile = opened()

    assert meanwhile is before
    assert opened() is not before


def test_many_threads_may_search_at_once(notes: Notes, catch_up, app) -> None:
    notes.update({id: note(id, f"word number{id} " + "more " * id) for id in range(1, 60)})
    catch_up()
    found: list[int] = []

    def search() -> None:
        with app.app_context():
            for _ in range(10):
                found.append(len(ids(opened(), "word OR more", limit=100)))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [59] * 40
    assert open_anew(current(engine().name)) is opened()
