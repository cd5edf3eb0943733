"""State machines: a state is a word, a machine is one table of the moves that are allowed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from core.domain.errors import IllegalMove

State = TypeVar("State", bound=StrEnum)
Moves = Mapping[State, frozenset[State]]


def require_move(what: str, moves: Moves[State], now: State, wanted: State) -> None:
    """Refuse with `IllegalMove` unless the table lets `now` become `wanted`."""
    if wanted not in moves[now]:
        raise IllegalMove(what, now.value, wanted.value)
