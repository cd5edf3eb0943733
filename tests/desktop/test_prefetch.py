import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from desktop.prefetch import Prefetch
from desktop.screens import PLACES, modules_for
from tests.desktop.inline import InlineTasks

_QOBJECTS = """
import gc, importlib
from PySide6.QtCore import QObject
from core.domain.staff import Role
from desktop.screens import modules_for
for module in modules_for(Role.MANAGER):
    importlib.import_module(module)
print([one for one in gc.get_objects() if isinstance(one, QObject)])
"""


def test_modules_are_loaded_one_after_the_other_without_being_asked_for(
    tasks: InlineTasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seldom = ("colorsys", "quopri", "stringprep")
    for module in seldom:
        monkeypatch.delitem(sys.modules, module, raising=False)
    window = QObject()

    Prefetch(tasks, seldom, parent=window).start()

    assert not set(seldom) & set(sys.modules)
    qtbot.waitUntil(lambda: set(seldom) <= set(sys.modules))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUYER, Role.DOOR])
def test_a_job_s_screens_are_among_what_is_loaded_for_it(role: Role) -> None:
    modules = modules_for(role)

    assert {place.module for place in PLACES if role in place.roles} <= set(modules)
    assert not {place.module for place in PLACES if role not in place.roles} & set(modules)


def test_modules_make_no_qobject_as_they_load() -> None:
    """They are loaded on a task's thread, where it would stay."""
    said = subprocess.run(
        [sys.executable, "-c", _QOBJECTS], capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n"


def test_a_module_that_can_t_be_loaded_is_not_passed_over(tasks: InlineTasks, qtbot: QtBot) -> None:
    window = QObject()
    with qtbot.captureExceptions() as broken:
        Prefetch(tasks, ["desktop.nowhere"], parent=window).start()
        qtbot.waitUntil(lambda: bool(broken))

    assert [kind for kind, _, _ in broken] == [ModuleNotFoundError]
