"""The work of `parterre demo`: load the demo season, or begin it anew."""

import typer

from cli.administering import refusals_told
from cli.first_start import load_with_bar, summary
from cli.opening import open_database
from cli.saying import out
from core.services.demo.databases import DemoLoadedAlready, NotADemo, holds_demo, is_replaceable


def load_new() -> None:
    """Load the season where there is none; refuses `DemoLoadedAlready` and `NotADemo`."""
    with open_database() as opened, refusals_told(), opened.setting_up() as place:
        if holds_demo(place, opened.database):
            raise DemoLoadedAlready(opened.database)
        out.print(summary(load_with_bar(place, opened.database)))


def begin_anew(*, asked: bool) -> None:
    """Load the season over a demo, after asking unless that is done; refuses `NotADemo`."""
    with open_database() as opened, refusals_told(), opened.setting_up() as place:
        if not is_replaceable(place, opened.database):
            raise NotADemo(opened.database)
        if not asked:
            typer.confirm("Remove everything in the demo and load it anew?", abort=True)
        out.print(summary(load_with_bar(place, opened.database)))
