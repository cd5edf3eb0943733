"""The seat map: plans of up to 100,000 seats, drawn a section at a time from sprites.

`SeatMapPanel` is what a screen places; its `view` takes a plan (`plan_of`) and `SeatStates`.
"""

from desktop.widgets.seat_map.adopting import plan_of
from desktop.widgets.seat_map.building import SeatColumns, Surroundings, build_plan
from desktop.widgets.seat_map.colors import DARK, LIGHT, SeatMapColors
from desktop.widgets.seat_map.hover_card import HoverCard
from desktop.widgets.seat_map.legend import SeatMapLegend
from desktop.widgets.seat_map.panel import SeatMapPanel
from desktop.widgets.seat_map.plan import PlanArea, PlanSection, SeatMapPlan
from desktop.widgets.seat_map.states import SeatStates, SeatStatus
from desktop.widgets.seat_map.view import SeatMapView

__all__ = [
    "DARK",
    "LIGHT",
    "HoverCard",
    "PlanArea",
    "PlanSection",
    "SeatColumns",
    "SeatMapColors",
    "SeatMapLegend",
    "SeatMapPanel",
    "SeatMapPlan",
    "SeatMapView",
    "SeatStates",
    "SeatStatus",
    "Surroundings",
    "build_plan",
    "plan_of",
]
