"""Every tool in the order of the tool bar."""

from desktop.editor.tools.array import ArrayTool
from desktop.editor.tools.lasso import LassoTool
from desktop.editor.tools.marking import EraserTool, GuideTool, MeasureTool, NumberTool
from desktop.editor.tools.seating import (
    ArcTool,
    BlockTool,
    CurvedRowTool,
    RoundTableTool,
    RowTool,
    SeatTool,
    TableTool,
)
from desktop.editor.tools.select import SelectTool
from desktop.editor.tools.shaping import (
    EllipseTool,
    OutlineTool,
    PolygonTool,
    RectangleTool,
    StageTool,
    StandingTool,
    TextTool,
)
from desktop.editor.tools.tool import Tool

TOOLS: tuple[type[Tool], ...] = (
    SelectTool,
    LassoTool,
    SeatTool,
    RowTool,
    BlockTool,
    CurvedRowTool,
    ArcTool,
    RoundTableTool,
    TableTool,
    StandingTool,
    StageTool,
    RectangleTool,
    EllipseTool,
    PolygonTool,
    TextTool,
    OutlineTool,
    NumberTool,
    ArrayTool,
    MeasureTool,
    GuideTool,
    EraserTool,
)
