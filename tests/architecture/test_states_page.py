"""The page of states says what the code does: every machine, every move, in the same words."""

import re
from pathlib import Path

from db.security.moves import MACHINES

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "states.md"
_ROW = re.compile(r"^\| ([A-Z_]+) \| (.+) \|$", re.MULTILINE)


def test_the_page_of_states_lists_every_move_of_every_machine() -> None:
    chapters = PAGE.read_text("utf-8").split("\n## ")[1:]
    written = [
        {now: set(re.findall("[A-Z_]+", wanted)) for now, wanted in _ROW.findall(chapter)}
        for chapter in chapters
    ]
    coded = [
        {now.value: {move.value for move in others} for now, others in machine.moves.items()}
        for machine in MACHINES
    ]

    assert _by_states(written) == _by_states(coded)


def _by_states(machines: list[dict[str, set[str]]]) -> list[list[tuple[str, list[str]]]]:
    return sorted(
        sorted((now, sorted(wanted)) for now, wanted in machine.items()) for machine in machines
    )
