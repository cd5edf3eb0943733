"""Words that must not be in the tree: index addresses, somebody's folders, leftovers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules, name_of

FOLDERS = (
    *("benchmarks", "cli", "core", "db", "desktop", "docs", "installer"),
    *("migrations", "resources", "tests", ".ci"),
)
BINARY = {".png", ".jpg", ".pdf", ".xlsx", ".ttf", ".avi", ".ico", ".icns", ".pyc", ".gz", ".zip"}

INDEX_ADDRESS = re.compile(r"\bpypi\.[a-z]+/|pythonhosted|--(?:extra-)?index-url \S|--find-links")
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.$}/-])/(?:root|work)/\w+")
LEFTOVER = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError|breakpoint\(\))")
BLANKET = re.compile(
    r"# noqa(?!: [A-Z]+\d)|# type: ignore(?!\[)|# ruff: noqa|# mypy: ignore-errors"
)


def test_the_lock_holds_no_addresses() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")


def test_every_locked_package_has_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("wrong", [INDEX_ADDRESS, SOMEBODYS_FOLDER], ids=["index", "folder"])
def test_no_file_knows_where_it_was_made(wrong: re.Pattern[str]) -> None:
    this_test = Path(__file__).resolve()
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in _text_files()
        if path != this_test
        for match in wrong.finditer(path.read_text("utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("wrong", [LEFTOVER, BLANKET], ids=["leftover", "blanket"])
def test_no_source_is_half_done(wrong: re.Pattern[str]) -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in modules("core", "db", "desktop", "cli", "migrations", "benchmarks")
        for match in wrong.finditer(path.read_text("utf-8"))
    ]

    assert found == []


def _text_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix not in BINARY)
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in BINARY:
                yield path
