"""From the command to the usable window on an existing database, and the memory with a stadium."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

from sqlalchemy import create_engine, text

from benchmarks.table import Row, at_most
from cli.opening import open_database
from core.services.demo.loading import load_demo
from core.services.work import wall_clock

STARTS = 3
GOAL_SECONDS = 3.0
GOAL_EVENT = 1.0
GOAL_SCREEN = 0.3
GOAL_MEGABYTES = 350
# As `cli.start` does, but with a probe beside the window.
_LAUNCH = """
from core.domain.loading import load
app = load("cli.main").app
load("cli.ready").load_window = lambda: load("benchmarks.desktop_probe")
app(["run"])
"""
_LIBRARIES = "import PySide6.QtWidgets, sqlalchemy.orm, psycopg, numpy"
_LARGEST = text(
    "SELECT event.id FROM parterre.events AS event"
    " JOIN parterre.venues AS venue ON venue.id = event.venue_id"
    " WHERE event.status = 'ON_SALE' ORDER BY venue.capacity DESC, event.start_datetime LIMIT 1"
)


def run() -> Iterable[Row]:
    """Medians of three starts of the demo season's desktop, the server started each time too."""
    with _own_folders() as environment:
        event_id = _load_season()
        imports = median(_imports(environment) for _ in range(STARTS))
        seen = [_start(environment, event_id) for _ in range(STARTS)]
    figures = {what: median(one[what] for one in seen) for what in seen[0]}
    seats = f"{figures['seats']:,.0f}"
    for name, seconds in (
        ("command to sign-in", figures["sign_in"]),
        ("command to home screen, signed in at once", figures["window"]),
    ):
        yield at_most(
            name, seconds, "s", GOAL_SECONDS, limit=imports, limit_from="importing libraries alone"
        )
    yield at_most(
        f"event of {seats} seats from home", figures["event"] - figures["asked"], "s", GOAL_EVENT
    )
    yield at_most("slowest first opening of a screen", figures["screen"], "s", GOAL_SCREEN)
    yield at_most(
        f"memory with {seats} seats open",
        figures["event_rss"],
        "MB",
        GOAL_MEGABYTES,
        limit=figures["window_rss"],
        limit_from="the home screen",
    )


@contextmanager
def _own_folders() -> Iterator[dict[str, str]]:
    """Folders of this run alone, for the database, the keys and the settings."""
    with tempfile.TemporaryDirectory(prefix="parterre-bench-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        places = {"PARTERRE_DATA_DIR": f"{home}/data", "HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        places |= {
            f"XDG_{what}_HOME": f"{home}/{what.lower()}" for what in ("DATA", "CONFIG", "STATE")
        }
        with patch.dict(os.environ, places):
            os.environ.pop("PARTERRE_DATABASE_URL", None)
            yield dict(os.environ)


def _load_season() -> str:
    """Load the demo season and return the id of the event with the most seats."""
    with open_database() as opened:
        load_demo(opened.administered, opened.database, now=wall_clock())
        engine = create_engine(opened.admin_url)
        with engine.connect() as connection:
            event_id = str(connection.scalar(_LARGEST))
        engine.dispose()
    return event_id


def _imports(environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", _LIBRARIES], check=True, env=environment)
    return time.perf_counter() - began


def _start(environment: dict[str, str], event_id: str) -> dict[str, float]:
    """Start the desktop as a process of its own and return what the probe in it saw."""
    # Without what the last start kept, which would open on the last screen.
    shutil.rmtree(environment["XDG_CONFIG_HOME"], ignore_errors=True)
    command = [sys.executable, "-c", _LAUNCH, repr(time.time()), event_id]
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    seen: dict[str, float] = json.loads(done.stdout)
    if "screen" not in seen:
        raise RuntimeError(f"the desktop got no further than {seen}")
    return seen
