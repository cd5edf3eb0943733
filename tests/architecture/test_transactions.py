"""Transactions begin and end at the edge, and so does the clock."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import calls_of, modules, name_of, tree_of

ENDS_TRANSACTIONS = {"core/services/work.py"}
READS_THE_CLOCK = {"core/services/work.py"}
NEEDS_NO_WORKPLACE = {"desktop/workplace.py", "desktop/dialogs.py"}
"""The default of the workplace's clock, and the names of crash reports."""
WALL_CLOCK = re.compile(r"\b(datetime\.now|date\.today|wall_clock)\b")


@pytest.mark.parametrize("path", modules("core", "desktop", "cli"), ids=name_of)
def test_only_the_edge_ends_a_transaction(path: Path) -> None:
    if name_of(path) not in ENDS_TRANSACTIONS:
        assert calls_of(tree_of(path), "commit", "rollback") == []


@pytest.mark.parametrize("path", modules("core"), ids=name_of)
def test_use_cases_are_told_the_time(path: Path) -> None:
    if name_of(path) not in READS_THE_CLOCK:
        assert calls_of(tree_of(path), "now", "utcnow", "today") == []


@pytest.mark.parametrize("path", modules("desktop"), ids=name_of)
def test_screens_ask_the_workplace_for_the_time(path: Path) -> None:
    """Or the list of one screen would say today and its panel tomorrow."""
    if name_of(path) not in NEEDS_NO_WORKPLACE:
        assert WALL_CLOCK.findall(path.read_text("utf-8")) == []
