"""What is loaded by name is there, takes what it is given, and is of no layer above."""

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, modules, name_of, tree_of

#: From the bottom up, as in the contract of pyproject.toml.
LAYERS = ("core.domain", "db", "core.services", "desktop", "cli")


@dataclass(frozen=True)
class Use:
    """`load(module).name(…)` in a module of ours, or `load(module)` alone."""

    module: str
    call: ast.Call | None = None

    @property
    def name(self) -> str:
        """What is called of the module."""
        assert self.call is not None
        assert isinstance(self.call.func, ast.Attribute)
        return self.call.func.attr


def uses_in(path: Path) -> list[Use]:
    tree = tree_of(path)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return list(_uses(tree, constants))


def _uses(tree: ast.AST, constants: Mapping[str, object]) -> Iterator[Use]:
    for node in ast.walk(tree):
        if (module := _loaded(node, constants)) is not None:
            yield Use(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            module = _loaded(node.func.value, constants)
            if module is not None:
                yield Use(module, node)


def _loaded(node: ast.AST, constants: Mapping[str, object]) -> str | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return None
    if node.func.id not in {"load", "loaded"}:
        return None
    given = node.args[0]
    if isinstance(given, ast.Name):
        return str(constants[given.id])
    return str(given.value) if isinstance(given, ast.Constant) else None


def layer_of(module: str) -> int:
    return next(at for at, layer in enumerate(LAYERS) if f"{module}.".startswith(f"{layer}."))


LOADING = [path for path in modules() if uses_in(path)]


def test_what_the_commands_load_is_seen() -> None:
    assert {"cli/commands/service.py", "cli/ready.py", "db/migrate.py"} <= set(
        map(name_of, LOADING)
    )


@pytest.mark.parametrize("path", LOADING, ids=name_of)
def test_nobody_loads_from_a_layer_above(path: Path) -> None:
    own = layer_of(name_of(path).removesuffix(".py").replace("/", "."))
    loaded = [use.module for use in uses_in(path) if use.module.split(".")[0] in PACKAGES]

    assert [module for module in loaded if layer_of(module) > own] == []


@pytest.mark.parametrize("path", LOADING, ids=name_of)
def test_what_is_called_of_a_loaded_module_takes_what_it_is_given(path: Path) -> None:
    for use in uses_in(path):
        module = importlib.import_module(use.module)
        if use.call is None or use.module.split(".")[0] not in PACKAGES:
            continue
        given = {word.arg: None for word in use.call.keywords if word.arg is not None}
        inspect.signature(getattr(module, use.name)).bind(*(None for _ in use.call.args), **given)
