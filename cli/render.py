"""Draw a venue's map without a window."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.services.venues.maps import VenueMap
from desktop.paper.files import save_sheet
from desktop.paper.pages import Tiles
from desktop.paper.sheet import venue_sheet
from desktop.pictures import Picture
from desktop.widgets.seat_map import plan_of


def render(
    venue: VenueMap, file: Path, picture: str = "", *, across: int = 1, down: int = 1
) -> None:
    """Write the map as PNG, SVG or PDF by the file's suffix; refuses `FileNotWritten`.

    `picture` is a data URI, which lies under the map; "" for none.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["parterre"])
    sheet = venue_sheet(plan_of(venue), venue.name, Picture.read(picture))
    save_sheet(sheet, file, Tiles(across, down))
    del app
