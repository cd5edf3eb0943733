"""`parterre tour`: one broker day, windowless, on a database of its own.

day         the people, their clock, and what has been told so far
place       a server, a database and an agency for one tour
buying      the plan, the event, the order, two deliveries, the prices
selling     three sales at the counter, one of them of seats whose reservation ran out
allocating  a plan with a hold and a presale, and a sale from each
guests      tickets as pictures, through the camera, in at the door
figures     profit, trial balance, summary.json
pictures    every screen of the window as a picture
"""

from pathlib import Path

from rich.console import Console

from cli.touring.allocating import apply_allocation, sell_held, sell_presold
from cli.touring.buying import buy_seats, import_plan, order_seats, price_seats, put_on_sale
from cli.touring.day import Day
from cli.touring.figures import count_up, write_summary
from cli.touring.guests import let_guests_in, print_papers
from cli.touring.pictures import picture_screens
from cli.touring.place import day_of_its_own
from cli.touring.selling import clean_up, open_counter, sell_best, sell_four, take_over
from core.domain.errors import Refusal, said_by_system

__all__ = ["FolderUnusable", "take_tour"]


class FolderUnusable(Refusal):
    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"{folder} can't be used: {reason}.")


def take_tour(out: Path, console: Console | None = None) -> None:
    """Run the whole day, tell each step, and write everything into the folder `out`.

    Refuses `FolderUnusable`.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(out, said_by_system(error)) from error
    with day_of_its_own(out, console or Console(highlight=False, soft_wrap=True)) as day:
        broker_day(day)
    day.console.print(f"\nEverything is in [bold]{out}[/bold].")


def broker_day(day: Day) -> None:
    """From the plan to the books, in the order of a day."""
    venue = import_plan(day)
    event = put_on_sale(day, venue)
    order_seats(day, event)
    buy_seats(day, event)
    price_seats(day, event)
    open_counter(day)
    four = sell_four(day, event)
    best = sell_best(day, event)
    take_over(day, event)
    clean_up(day)
    aside = apply_allocation(day, event)
    sell_held(day, event, aside)
    sell_presold(day, event, aside)
    print_papers(day, four)
    let_guests_in(day, event)
    figures = count_up(day, event)
    picture_screens(day, event.id, booking_id=best)
    write_summary(day, figures)
