"""Every refusal is met by some test: by its class, or by its words where only they are seen."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, modules, tree_of

#: On the command line and on screens: the words of the refusal that a test looks for.
TOLD = {
    "DemoLoadedAlready": "already. “parterre demo reset”",
    "FolderUnusable": "can't be used: ",
    "KeyFileUnusable": "can't be used: ",
    "NotPrinted": "took no pages. Check it, or save a file.",
    "PictureRefused": "can't be used: ",
    "NoAdministrator": "This needs the database's administrator.",
    "NoDatabase": "no database ",
    "NoSuperuser": "needs a superuser",
    "NotOurs": "no tables of ours yet",
    "UnreadableUrl": "is not an address",
    "WrongAdministrator": "don't match",
}


def classes() -> dict[str, tuple[set[str], str]]:
    """All classes of ours by name: what they are made of, and their text."""
    found = {}
    for path in modules(*PACKAGES):
        text = path.read_text("utf-8")
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                found[node.name] = (bases, ast.get_source_segment(text, node) or "")
    return found


def refusals() -> dict[str, str]:
    """The text of each refusal that is no other's base."""
    known = classes()
    of_kind, grown = {"Refusal"}, True
    while grown:
        more = {name for name, (bases, _) in known.items() if bases & of_kind} - of_kind
        of_kind, grown = of_kind | more, bool(more)
    bases = {base for name in of_kind for base in known[name][0]}
    return {name: known[name][1] for name in sorted(of_kind - bases)}


def named_in(path: Path) -> set[str]:
    """What a test speaks of: names and words in its code, not what it imports."""
    nodes = list(ast.walk(tree_of(path)))
    words = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return words | {node.id for node in nodes if isinstance(node, ast.Name)}


REFUSALS = refusals()
TESTS = [path for path in modules("tests") if path != Path(__file__).resolve()]
NAMED = {name for path in TESTS for name in named_in(path)}
SEEN = "\n".join(path.read_text("utf-8") for path in TESTS)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_met_by_a_test(name: str) -> None:
    words = TOLD.get(name)
    by_class = name in NAMED
    by_words = words is not None and words in REFUSALS[name] and words in SEEN

    assert (by_class, by_words) == (words is None, words is not None)
