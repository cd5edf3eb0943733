"""A benchmark's figures beside their limits: as a table for people, as JSON for machines."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `limit` is what the same run measured as attainable (or as the alternative),

    `limit_from` says how; `ratio` is figure to limit; `goal` says in words what `ok` was held to.
    """

    name: str
    figure: float
    unit: str
    limit: float | None
    limit_from: str
    ratio: float | None
    goal: str
    ok: bool


def at_most(
    name: str,
    figure: float,
    unit: str,
    goal: float,
    *,
    limit: float | None = None,
    limit_from: str = "",
) -> Row:
    """A row that is fine while its figure does not exceed the goal."""
    ratio = figure / limit if limit else None
    goal_words = f"at most {goal:g} {unit}"
    return Row(name, figure, unit, limit, limit_from, ratio, goal_words, ok=figure <= goal)


def at_least_share(
    name: str, figure: float, unit: str, share: float, *, limit: float, limit_from: str
) -> Row:
    """A row that is fine while its figure reaches this share of the limit."""
    ratio = figure / limit
    goal_words = f"at least {share:g} of the limit"
    return Row(name, figure, unit, limit, limit_from, ratio, goal_words, ok=ratio >= share)


def at_most_share(
    name: str, figure: float, unit: str, share: float, *, limit: float, limit_from: str
) -> Row:
    """A row that is fine while its figure is no more than this share of the limit."""
    ratio = figure / limit
    goal_words = f"at most {share:g} of the limit"
    return Row(name, figure, unit, limit, limit_from, ratio, goal_words, ok=ratio <= share)


def percentile(samples: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` from 0 to 1."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(title: str, rows: Iterable[Row]) -> None:
    """Print the rows of one benchmark."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_column("limit", justify="right")
    table.add_column("limit from")
    table.add_column("ratio", justify="right")
    table.add_column("goal")
    table.add_column("", justify="center")
    for row in rows:
        table.add_row(
            row.name,
            f"{_short(row.figure)} {row.unit}",
            "" if row.limit is None else f"{_short(row.limit)} {row.unit}",
            row.limit_from,
            "" if row.ratio is None else f"{row.ratio:.3g}",
            row.goal,
            "[green]met[/]" if row.ok else "[red]missed[/]",
        )
    console = Console()
    # A pipe or a log has no width of its own and would break every cell.
    wide = console if console.is_terminal else Console(width=150)
    wide.print(table)


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"  # noqa: PLR2004


def write_json(path: Path, results: dict[str, list[Row]]) -> None:
    """Write every benchmark's rows, by the benchmark's name."""
    plain = {name: [asdict(row) for row in rows] for name, rows in results.items()}
    path.write_text(json.dumps(plain, indent=2) + "\n", "utf-8")
