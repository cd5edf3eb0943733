import gc
import sys
from threading import Thread

import pytest

from core.domain import loading
from core.domain.loading import load


def test_a_module_is_loaded_once_and_left_alone_by_the_collector() -> None:
    sys.modules.pop("colorsys", None)
    loading._loaded.discard("colorsys")

    loaded = load("colorsys")

    assert loaded is load("colorsys") is sys.modules["colorsys"]
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_what_is_loaded_waits_for_nothing_that_is_being_loaded() -> None:
    load("colorsys")
    got: list[object] = []
    asking = Thread(target=lambda: got.append(load("colorsys")))
    with loading._one_at_a_time:
        asking.start()
        asking.join(timeout=30)

    assert got == [sys.modules["colorsys"]]


def test_threads_that_load_at_once_get_the_same_module() -> None:
    sys.modules.pop("colorsys", None)
    loading._loaded.discard("colorsys")
    got: list[object] = []
    threads = [Thread(target=lambda: got.append(load("colorsys"))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [sys.modules["colorsys"]] * 4


def test_a_module_that_there_is_not_can_t_be_loaded() -> None:
    with pytest.raises(ModuleNotFoundError):
        load("core.domain.nowhere")
    assert gc.isenabled()
