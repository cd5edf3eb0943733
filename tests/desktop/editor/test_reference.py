"""The tables of tools and keys in docs/seat-maps.md are what the editor itself says.

PARTERRE_PICTURES=docs/pictures/seat-maps writes them anew.
"""

import os
import re
from itertools import groupby
from pathlib import Path

from desktop.editor.shortcuts import shortcuts, under_headings
from desktop.editor.view import EditorView

TUTORIAL = Path(__file__).parents[3] / "docs" / "seat-maps.md"
START, END = "<!-- tools and keys -->", "<!-- end of tools and keys -->"


def reference(view: EditorView) -> str:
    """The tables as the document has them."""
    lines = ["| tool | key | how |", "|---|---|---|"]
    lines += [f"| {tool.title} | `{tool.letter}` | {tool.hint} |" for tool in view.tools.values()]
    for group, keys in groupby(shortcuts(view), key=lambda one: one.group):
        if group != "Tools":
            lines += ["", f"**{group}**", "", "| what | keys |", "|---|---|"]
            lines += [f"| {one.title} | {one.keys} |" for one in keys]
    return "\n".join(lines)


def test_the_tables_are_the_editors_own(view: EditorView) -> None:
    text, told = TUTORIAL.read_text(encoding="utf-8"), reference(view)
    between = re.compile(f"{re.escape(START)}\n.*?\n{re.escape(END)}", re.DOTALL)
    if "PARTERRE_PICTURES" in os.environ:
        text = between.sub(lambda _found: f"{START}\n{told}\n{END}", text)
        TUTORIAL.write_text(text, encoding="utf-8")
    [written] = between.findall(text)
    assert written == f"{START}\n{told}\n{END}"


def test_the_sheet_of_keys_has_them_under_their_groups(view: EditorView) -> None:
    told = list(under_headings(shortcuts(view)))

    assert told[:2] == [("", "Tools"), ("V", "Select")]
    assert ("Alt+Drag", "Lasso") in told
    assert ("Space+Drag, middle button", "Pan") in told
    assert {what for key, what in told if not key} == {one.group for one in shortcuts(view)}
