"""Codes drawn to frames, and what a bad camera does to them."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import qrcode
import zxingcpp
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_M

Pixels = NDArray[np.uint8]
Spoil = Callable[[Pixels], Pixels]

GROUND = 170
TICKET = "PT1:" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./"[::-1] * 3
"""As long as a signed ticket: 136 characters of QR's alphanumeric set."""
NUMBER = "482019376650"


@cache
def qr(text: str, module: int = 6) -> Pixels:
    """A QR code with its quiet zone, `module` pixels a module."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    light = ~np.array(code.get_matrix(), dtype=bool)
    return np.kron(light, np.ones((module, module))).astype(np.uint8) * 255


@cache
def code_128(text: str, module: int = 3) -> Pixels:
    """A Code 128 with its quiet zone, `module` pixels a bar."""
    bars = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    return np.pad(np.array(bars.to_image(scale=module)), 20, constant_values=255)


def on_frame(*codes: Pixels, width: int = 1280, height: int = 720) -> Pixels:
    """The codes side by side in the middle of a grey frame."""
    frame = np.full((height, width), GROUND, np.uint8)
    gap = (width - sum(code.shape[1] for code in codes)) // (len(codes) + 1)
    left = gap
    for code in codes:
        top = (height - code.shape[0]) // 2
        frame[top : top + code.shape[0], left : left + code.shape[1]] = code
        left += code.shape[1] + gap
    return frame


def nothing_in_view(width: int = 1280, height: int = 720) -> Pixels:
    """A room without a code: shapes, edges and noise."""
    frame = np.full((height, width), GROUND, np.uint8)
    for step in range(12):
        cv2.rectangle(
            frame, (90 * step, 40 * step), (90 * step + 60, 40 * step + 90), 15 * step, -1
        )
        cv2.circle(frame, (1200 - 95 * step, 60 + 50 * step), 30, 20 * step, 3)
    return low_light(12)(frame)


def tilted(degrees: float) -> Spoil:
    """Seen from the side: turned around the upright axis, as a pinhole camera sees it."""

    def spoil(frame: Pixels) -> Pixels:
        height, width = frame.shape
        near = width * 0.5
        angle, away = np.radians(degrees), 1.6 * width
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        across = corners[:, 0] - near
        depth = away + across * np.sin(angle)
        x = near + across * np.cos(angle) * away / depth
        y = height / 2 + (corners[:, 1] - height / 2) * away / depth
        seen = np.stack([x, y], axis=1).astype(np.float32)
        warp = cv2.getPerspectiveTransform(corners, seen)
        return _pixels(cv2.warpPerspective(frame, warp, (width, height), borderValue=GROUND))

    return spoil


def turned(degrees: float) -> Spoil:
    def spoil(frame: Pixels) -> Pixels:
        height, width = frame.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        return _pixels(cv2.warpAffine(frame, turn, (width, height), borderValue=GROUND))

    return spoil


def out_of_focus(radius: int) -> Spoil:
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return lambda frame: _pixels(cv2.filter2D(frame, -1, disk / disk.sum()))


def moving(pixels: int) -> Spoil:
    return lambda frame: _pixels(cv2.blur(frame, (pixels, 1)))


def low_light(noise: float, light: float = 1.0) -> Spoil:
    """Dimmed, with noise of this standard deviation; the same each time."""

    def spoil(frame: Pixels) -> Pixels:
        grain = np.random.default_rng(7).normal(0, noise, frame.shape)
        return np.clip(frame * light + grain, 0, 255).astype(np.uint8)

    return spoil


def dark_mode(frame: Pixels) -> Pixels:
    return 255 - frame


def shadowed(frame: Pixels) -> Pixels:
    """Bright on one side, a tenth of the light on the other."""
    fall = np.linspace(1.0, 0.1, frame.shape[1])
    return (frame * fall).astype(np.uint8)


def in_colour(frame: Pixels) -> Pixels:
    return _pixels(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))


def _pixels(picture: object) -> Pixels:
    return np.asarray(picture, dtype=np.uint8)
