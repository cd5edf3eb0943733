"""Transactions begin and end at the edge, and so does the clock."""

from pathlib import Path

import pytest

from tests.architecture.source import calls_of, modules, name_of, tree_of

ENDS_TRANSACTIONS = {"core/services/work.py"}
READS_THE_CLOCK = {"core/services/work.py"}


@pytest.mark.parametrize("path", modules("core", "desktop", "cli"), ids=name_of)
def test_only_the_edge_ends_a_transaction(path: Path) -> None:
    if name_of(path) not in ENDS_TRANSACTIONS:
        assert calls_of(tree_of(path), "commit", "rollback") == []


@pytest.mark.parametrize("path", modules("core"), ids=name_of)
def test_use_cases_are_told_the_time(path: Path) -> None:
    if name_of(path) not in READS_THE_CLOCK:
        assert calls_of(tree_of(path), "now", "utcnow", "today") == []
