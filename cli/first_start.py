"""The demo season loaded into a database that is new, with a bar."""

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from cli.opening import DATABASE
from cli.saying import err
from core.services.demo.databases import DemoPlace
from core.services.demo.loading import Loaded, load_demo
from core.services.work import wall_clock


def first_start(place: DemoPlace) -> None:
    """Make the database of this computer and say so."""
    err.print("First start: setting up the database and the demo season.")
    err.print(summary(load_with_bar(place, DATABASE)))


def load_with_bar(place: DemoPlace, database: str) -> Loaded:
    """Load the demo season, with a progress bar on stderr."""
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        bar = progress.add_task("Starting", total=1.0)
        return load_demo(
            place,
            database,
            now=wall_clock(),
            tell=lambda what, share: progress.update(bar, description=what, completed=share),
        )


def summary(loaded: Loaded) -> str:
    """What was loaded, in one line."""
    return (
        f"The demo season is ready: {loaded.events} events, {loaded.seats_owned:,} seats, "
        f"{loaded.customers} customers, {loaded.bookings:,} bookings, {loaded.scans:,} readings at "
        "the door."
    )
