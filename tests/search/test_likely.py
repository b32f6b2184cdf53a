"""What a text is about, and how much another is."""

from consensus.search.likely import likeness, rarity, telling, words_in

FREQUENCIES = {"weight": 3, "model": 90, "provenanc": 1, "unknown": 0}


def test_the_rarest_words_tell_the_most_and_common_ones_nothing() -> None:
    words = {"weight": 1, "model": 2, "provenanc": 1, "unknown": 1}

    found = telling(words, lambda some: {word: FREQUENCIES[word] for word in some}, 100)

    assert list(found) == ["provenanc", "weight"]


def test_a_text_is_wholly_like_itself_and_not_like_one_about_something_else() -> None:
    one, other = words_in("Publish the provenance of weights."), words_in("Hold a meeting in Geneva.")
    rarities = {word: rarity(1, 100) for word in (*one, *other)}

    assert round(likeness(one, one, rarities), 6) == 1
    assert likeness(one, other, rarities) == 0
    assert likeness(one, words_in("Weights, but not their provenance"), rarities) > 0.7
    assert likeness({}, one, rarities) == 0


def test_words_that_every_text_has_are_not_counted() -> None:
    assert dict(words_in("It is what it is: the weights of weights")) == {"weight": 2}
