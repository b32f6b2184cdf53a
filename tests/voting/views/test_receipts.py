"""A receipt with the checkpoint that covers it: on its page, in its file, and as the API answers it."""

from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.release.checkpointing import sign_head
from tests.factories import make_account
from tests.voting.acting import entries, take


def signed() -> int:
    """Where the record ends is signed. → its number."""
    return sign_head(by=SETUP).n


def test_before_a_checkpoint_covers_it_the_page_says_that_one_will(client, scene):
    take(scene.draft, "use", "support", scene.ana)
    [entry] = entries("position.taken")

    page = client.get(f"/positions/receipts/{entry.n}").text
    assert "The next checkpoint will cover this entry." in page
    assert client.get(f"/positions/receipts/{entry.n}.json").get_json()["checkpoint"] is None


def test_then_the_first_that_covers_it_stands_on_the_page_and_in_the_file(client, scene):
    take(scene.draft, "use", "support", scene.ana)
    [entry] = entries("position.taken")
    n = signed()
    make_account("Max", role="maintainer")
    signed()

    told = client.get(f"/positions/receipts/{entry.n}.json").get_json()
    assert (told["n"], told["checkpoint"]["n"], n >= entry.n) == (entry.n, n, True)
    assert f'href="/ledger/checkpoints/{n}"' in client.get(f"/positions/receipts/{entry.n}").text
    assert head()[0] > n
