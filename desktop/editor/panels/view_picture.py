"""The picture that shows the view from a section: loaded, shown small, taken away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from core.domain.venues.editing.house import add_picture, without_unused_pictures
from core.domain.venues.editing.places import Edited, Selection, ZoneAt
from core.domain.venues.editing.sections import set_view
from core.domain.venues.extras import pictures_of, view_of
from core.domain.venues.plan import Plan
from desktop.controls import Look, button, column, icon_button, label, row
from desktop.desk import Desk
from desktop.dialogs import ask_for_file
from desktop.editor.panels.chosen import Chosen
from desktop.editor.panels.fields import MIXED
from desktop.editor.pictures import KINDS, SEEN, read_picture
from desktop.latest import Latest
from desktop.pictures import image_from

SMALL = (280, 120)
"""The most that the picture takes in the panel, in pixels."""

Sections = frozenset[tuple[ZoneAt, str]]
"""Where sections are in the plan, and their names."""
Edit = Callable[[Plan, Selection], Edited]


class ViewPicture(QWidget):
    """Belongs to the sections that are selected."""

    def __init__(self, desk: Desk, enter: Callable[[str, Edit], bool]) -> None:
        super().__init__()
        self._desk, self._enter = desk, enter
        self._shown = ""
        self._sections: Sections = frozenset()
        self._latest = Latest()
        self.picture = QLabel()
        self.picture.setAccessibleName("View from the section")
        self.state = label("", Look.SMALL)
        self.load_button = button("Load a picture…", self.ask, icon="camera")
        self.remove_button = icon_button("trash", "Take the picture away", self.remove)
        laid = column(gap=2)
        laid.addWidget(label("View from the section", Look.MUTED))
        laid.addWidget(self.picture)
        laid.addWidget(self.state)
        line = row(self.load_button, self.remove_button, gap=2)
        line.addStretch(1)
        laid.addLayout(line)
        self.setLayout(laid)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show the picture of the sections, if they have one in common."""
        self._sections = frozenset(
            (place, chosen.plan.zones[place.zone].name) for place in chosen.kinds.zones
        )
        names = {view_of(zone) for zone in chosen.zones}
        name = next(iter(names)) if len(names) == 1 else None
        self._show(pictures_of(chosen.plan).get(name or "", ""))
        self.state.setText(MIXED if len(names) > 1 else "")
        self.state.setVisible(len(names) > 1)
        self.remove_button.setVisible(names not in ({None}, set()))

    def ask(self) -> QFileDialog:
        """Ask for a file, then load it."""
        return ask_for_file(self, "Choose a picture", KINDS, self.load)

    def load(self, path: Path) -> None:
        """Show this picture as the view from the sections that are selected now."""
        self._desk.compute(
            self,
            lambda: read_picture(path, SEEN),
            partial(self._loaded, self._sections),
            still=self._latest.begin(),
        )

    def remove(self) -> None:
        """Show no picture any more."""
        self._enter("Take the view away", lambda plan, chosen: _tidy(set_view(plan, chosen, None)))

    def _loaded(self, sections: Sections, picture: str) -> None:
        def edit(plan: Plan, selection: Selection) -> Edited:
            kept, name = add_picture(plan, picture)
            shown = set_view(kept, _still_there(plan, sections), name)
            return _tidy(Edited(shown.plan, selection, shown.notes))

        self._enter("Load a view", edit)

    def _show(self, source: str) -> None:
        if source is not self._shown:
            self._shown = source
            drawn = QPixmap.fromImage(image_from(source, SEEN))
            if not drawn.isNull():
                ratio = self.devicePixelRatioF()
                drawn = drawn.scaled(
                    round(SMALL[0] * ratio),
                    round(SMALL[1] * ratio),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                drawn.setDevicePixelRatio(ratio)
            self.picture.setPixmap(drawn)
        self.picture.setVisible(bool(source))


def _still_there(plan: Plan, sections: Sections) -> Selection:
    """Those of the sections that the plan still has: drawing goes on while a picture is read."""
    zones = plan.zones
    return frozenset(
        place
        for place, name in sections
        if place.zone < len(zones) and zones[place.zone].name == name
    )


def _tidy(edited: Edited) -> Edited:
    return Edited(without_unused_pictures(edited.plan), edited.selection, edited.notes)
