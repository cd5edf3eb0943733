"""A request keeps its key until it was answered."""

from desktop.attempts import Attempts


def test_same_request_keeps_its_key() -> None:
    attempts = Attempts()

    assert attempts.key_for("pay", 1) == attempts.key_for("pay", 1)
    assert attempts.key_for("pay", 1) != attempts.key_for("pay", 2)


def test_answered_request_gets_a_new_key() -> None:
    attempts = Attempts()
    first = attempts.key_for("pay", 1)

    attempts.answered("pay", 1)

    assert attempts.key_for("pay", 1) != first
