"""Modules and functions that can be read in one go, each module saying what it is for."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import Function, functions_in, modules, name_of, tree_of

LONGEST_MODULE = 400
LONGEST_FUNCTION = 49
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "manager", "handler", "misc", "data", "info"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_functions_are_short(path: Path) -> None:
    assert [f.name for f in functions_in(tree_of(path)) if _lines(f) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_module_is_named_in_the_words_of_the_trade(path: Path) -> None:
    assert not SAYS_NOTHING & set(path.stem.split("_"))


@pytest.mark.parametrize("path", modules("core/services", "core/domain"), ids=name_of)
def test_public_functions_say_what_they_do(path: Path) -> None:
    public = [
        node
        for node in tree_of(path).body
        if isinstance(node, Function) and not node.name.startswith("_")
    ]

    assert [f.name for f in public if not ast.get_docstring(f)] == []


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
