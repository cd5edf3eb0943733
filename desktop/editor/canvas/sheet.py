"""Sprites of every look at one size, plain and selected."""

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.sprites import SOURCE_TOP, FragmentArray, SpriteSheet

Mask = npt.NDArray[np.bool_]


class LookSheet(SpriteSheet):
    """The seat map's sprite sheet with looks, as many as there are, instead of statuses."""

    stride, offset = 2, 1

    def paint_looks(
        self, array: FragmentArray, looks: npt.NDArray[np.int32], *, chosen: Mask | bool
    ) -> None:
        """Give each fragment the sprite of its look, the selected one where it is chosen."""
        rows = looks * self.stride + chosen * self.offset
        np.multiply(rows, float(self.cell), out=array[:, SOURCE_TOP])
