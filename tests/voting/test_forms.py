"""Many answers in one form: which there are, and which were left open."""

from consensus.voting.forms import Answered, answers_in


def test_answers_are_read_by_number_with_their_clause_and_reason() -> None:
    fields = {
        "of3": "yes",
        "p3": "keep",
        "key3": "use",
        "reason3": "So.\r\n",
        "p12": "withdraw",
        "csrf_token": "x",
    }

    assert list(answers_in(fields)) == [
        Answered(3, "keep", "use", "So.\n"),
        Answered(12, "withdraw", None, ""),
    ]


def test_what_was_left_open_is_no_answer() -> None:
    assert list(answers_in({"of3": "yes", "p3": "", "p4": ""})) == []


def test_what_waits_can_be_answered_at_once_and_single_answers_go_first() -> None:
    fields = {"of3": "yes", "p3": "", "of4": "yes", "p4": "object", "p5": "", "all": "keep"}

    assert [(each.id, each.answer) for each in answers_in(fields)] == [(3, "keep"), (4, "object")]


def test_names_that_are_no_numbers_are_passed_over() -> None:
    assert (
        list(
            answers_in({"p": "keep", "px": "keep", "p" + "9" * 13: "keep", "p１": "keep", "position": "keep"})
        )
        == []
    )
