"""How the command line speaks: one sentence on stderr and an exit code, never a traceback.

1   a rule said no, or what was given can't be used
2   the database, a device or the program itself failed
130 Ctrl+C ended it
"""

import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import platformdirs
import typer
from rich.console import Console
from typer.core import TyperGroup

from core.domain.errors import Outage, Refusal

REFUSED, FAILED = 1, 2
_ENDED_BY_SIGNAL = 128
STOPPED = _ENDED_BY_SIGNAL + signal.SIGINT

# No emoji: ":key:" in a name or a ticket's text stands for itself.
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


class SpeakingGroup(TyperGroup):
    """The commands, with every failure told as a sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a failure becomes a sentence and an exit code."""
        end_normally_when_told()
        try:
            return super().invoke(ctx)
        except (typer.TyperException, typer.Exit, typer.Abort):
            raise
        except Refusal as refusal:
            stop(str(refusal), REFUSED)
        except Outage as outage:
            stop(str(outage), FAILED)
        except KeyboardInterrupt as stopped:
            stop(str(stopped) or "Stopped.", STOPPED)
        except BrokenPipeError:
            raise typer.Exit(0) from None  # `| head` has seen enough
        except Exception as error:  # noqa: BLE001 - the edge: written to the log, told as a sentence
            stop(f"{_first_line(error)} What happened is in {_written_down(error)}.", FAILED)


def tell(*lines: str) -> None:
    """Say each on a line of its own, as it stands: nothing in it is taken for a style."""
    for line in lines:
        out.print(line, markup=False)


def number_of(number: int, thing: str) -> str:
    """A number with what it counts."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def stop(sentence: str, code: int) -> NoReturn:
    """Say why on stderr and end with the code."""
    err.print(sentence, markup=False)
    raise typer.Exit(code)


def end_normally_when_told() -> None:
    """Let SIGTERM and a closed terminal end like any other end, with servers closed."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(_ENDED_BY_SIGNAL + number)


def _first_line(error: Exception) -> str:
    said = str(error).strip().partition("\n")[0]
    return f"Something unexpected went wrong ({type(error).__name__}{': ' if said else ''}{said})."


def log_file() -> Path:
    """Where unexpected errors are written down."""
    return Path(platformdirs.user_log_path("parterre", appauthor=False)) / "parterre.log"


def _written_down(error: Exception) -> str:
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return "no log: it could not be written"
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("parterre.cli")
    logger.addHandler(handler)
    try:
        logger.error("A command failed", exc_info=error)
    finally:
        logger.removeHandler(handler)
        handler.close()
    return str(file)
