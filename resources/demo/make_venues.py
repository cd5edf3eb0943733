"""Write the demo venues' plans: `python -m resources.demo.make_venues`. Same files every time."""

from pathlib import Path

from core.domain.venues.plan_writing import write_plan
from resources.demo.venue_hall import hall
from resources.demo.venue_stadium import stadium
from resources.demo.venue_theatre import theatre

FOLDER = Path(__file__).parent / "venues"


def make_venues(folder: Path = FOLDER) -> list[Path]:
    """Write one file a venue; return the paths."""
    paths = []
    for name, plan in (("theatre", theatre()), ("hall", hall()), ("stadium", stadium())):
        path = folder / f"{name}.json"
        path.write_text(write_plan(plan) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    make_venues()
