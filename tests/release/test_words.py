"""How people's words stand in the record."""

from consensus.release.words import new_salt, salted


def test_a_digest_tells_nothing_without_its_salt() -> None:
    one, other = new_salt(), new_salt()

    assert one != other
    assert salted(one, words="It is ready.") == salted(one, words="It is ready.")
    assert salted(one, words="It is ready.") != salted(other, words="It is ready.")


def test_where_nothing_was_said_there_is_none() -> None:
    assert salted(new_salt(), words="") is None
