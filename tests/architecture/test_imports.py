"""Who may import whom: the contracts of pyproject.toml, no cycles, nothing hidden in a function."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import PACKAGES, ROOT, functions_in, modules, name_of, tree_of


def test_import_contracts_are_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    verdict = lint_imports(no_cache=True, no_logo=True)

    assert verdict == 0, capsys.readouterr().out


def test_no_module_is_in_an_import_cycle() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {
        module: graph.find_modules_directly_imported_by(module) - _parents_of(module)
        for module in graph.modules
    }

    TopologicalSorter(imports).prepare()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_own_modules_are_imported_on_top(path: Path) -> None:
    hidden = [
        node.lineno
        for function in functions_in(tree_of(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and _is_own(node)
    ]

    assert hidden == []


def _is_own(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or (node.module or "").split(".")[0] in PACKAGES
    return any(alias.name.split(".")[0] in PACKAGES for alias in node.names)


def _parents_of(module: str) -> set[str]:
    parts = module.split(".")
    return {".".join(parts[:length]) for length in range(1, len(parts))}
