"""Errors in what Qt calls are told like all others, instead of ending the program."""

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

CALLED_BY_QT = ("event", "Event", "eventFilter", "paint", "ground", "data", "Data", "Hint")
"""How the methods end that Qt calls with an event, to paint, and to fill a table."""


def tell_errors_of_overrides() -> None:
    """Let every class of Qt's that is derived from now on hand on its errors as objects.

    Up to Python 3.11 an error that C code raises (int("x"), [][1], a widget that is gone) is a
    type and a text until somebody catches it. Shiboken takes the text for the error when such a
    one leaves an override that Qt has called: the program dies and no report is written. Catching
    and raising again makes an error of it.
    """
    Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[method-assign, assignment]


def _guard(cls: type[Shiboken.Object], /, **options: Any) -> None:
    super(Shiboken.Object, cls).__init_subclass__(**options)
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and name.endswith(CALLED_BY_QT):
            setattr(cls, name, _guarded(method))


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except BaseException:  # noqa: TRY203 - see above
            raise

    return call
