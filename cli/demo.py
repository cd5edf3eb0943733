"""The work of `parterre demo`: load the demo season, or begin it anew."""

import typer

from cli.administering import refusals_told
from cli.first_start import load_with_bar, summary
from cli.opening import Opened, open_database
from cli.saying import out
from core.services.demo.databases import DemoLoadedAlready, NotADemo, look_into


def load_new() -> None:
    """Load the season where there is none; refuses `DemoLoadedAlready` and `NotADemo`."""
    with open_database() as opened, refusals_told(), opened.setting_up() as place:
        if look_into(place, opened.database).demo:
            raise DemoLoadedAlready(opened.database)
        out.print(summary(load_with_bar(place, opened.database)))


def begin_anew(*, asked: bool) -> None:
    """Load the season over a demo, after asking unless that is done; refuses `NotADemo`."""
    with open_database() as opened, refusals_told():
        if not asked:  # nobody else waits for the answer
            _ask(opened)
        with opened.setting_up() as place:
            out.print(summary(load_with_bar(place, opened.database)))


def _ask(opened: Opened) -> None:
    if not look_into(opened.administered, opened.database).replaceable:
        raise NotADemo(opened.database)
    typer.confirm("Remove everything in the demo and load it anew?", abort=True)
