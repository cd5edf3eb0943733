"""The Qt style sheet, filled in from the palette and the sizes."""

from string import Template

from desktop.theme.palette import Palette, Tone, mix
from desktop.theme.scale import FIELD, RADIUS, ROW, TypeSize

STYLE_ICONS = (
    ("chevron-down", "muted"),
    ("chevron-up", "muted"),
    ("chevron-left", "muted"),
    ("chevron-right", "muted"),
    ("check", "on_accent"),
    ("minus", "on_accent"),
    ("dot", "on_accent"),
)
"""Icons that the style sheet draws itself: name and role."""

SHEET = Template("""
* { outline: none; }
QToolTip { background: $rail; color: $on_rail; border: 0; padding: 6px 8px; }
QWidget#page, QWidget#content, QDialog, QMainWindow { background: $surface; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollArea[look="scrolling"] { border: 1px solid transparent; border-radius: ${radius}px; }
QScrollArea[look="scrolling"]:focus { border-color: $accent; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="display"] { font-size: ${display}px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}px; }
QLabel[look="field"] { color: $muted; font-size: ${small}px; font-weight: 600; }
QLabel[look="refusal"] { color: $bad; font-size: ${small}px; }
QLabel[look="key"] { color: $muted; font-size: ${small}px; background: $sunken;
  border: 1px solid $border; border-radius: 4px; padding: 1px 6px; }

QPushButton { background: $raised; border: 1px solid $edge; border-radius: ${radius}px;
  padding: 0 14px; min-height: ${inner}px; color: $text; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: ${inner2}px; }
QPushButton:disabled { color: $faint; background: $surface; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus_ring; }
QPushButton[kind="primary"]:disabled { background: $dimmed; border-color: $dimmed; color: $faint; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_tint; }
QPushButton[kind="danger"]:disabled { color: $faint; border-color: $border; }
QPushButton[segment="true"] { padding: 0 6px; }
QPushButton[segment="true"]:focus { padding: 0 5px; }
QPushButton[segment="true"]:checked { background: $selected; border: 2px solid $accent;
  padding: 0 5px; min-height: ${inner2}px; font-weight: 600; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent; }
QPushButton[kind="quiet"] { padding: 0 8px; color: $accent; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; }
QToolButton { border-radius: ${radius}px; padding: 4px; color: $text; }
QToolButton[look="small"] { color: $muted; font-size: ${small}px; padding: 4px 8px; }
QToolButton:checked { background: $selected; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit {
  background: $raised; color: $text; border: 1px solid $outline; border-radius: ${radius}px;
  padding: 0 9px; min-height: ${inner}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 6px 6px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover {
  border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QDateTimeEdit:focus { border: 2px solid $accent; padding: 0 8px; min-height: ${inner2}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 5px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  color: $faint; background: $surface; border-color: $border; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[refused="true"], QComboBox[refused="true"], QAbstractSpinBox[refused="true"],
QPlainTextEdit[refused="true"] { border: 2px solid $bad; padding: 0 8px; min-height: ${inner2}px; }
QAbstractSpinBox, QDateTimeEdit { min-height: ${inner3}px; }
QAbstractSpinBox:focus, QDateTimeEdit:focus { min-height: ${inner4}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; min-height: 0; padding: 0;
  background: transparent; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: 0; min-height: 0;
  padding: 0; }
QListView[look="plain"], QTableView[look="plain"] { border: 0; border-radius: 0; }
QLineEdit[look="palette"] { border: 0; border-bottom: 1px solid $border; border-radius: 0;
  padding: 4px 12px; min-height: 40px; background: transparent; font-size: ${title}px; }
QComboBox { padding-right: 26px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
  image: url(parterre:chevron-down-muted.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: 4px;
  selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 22px;
  background: transparent; }
QAbstractSpinBox::up-arrow { image: url(parterre:chevron-up-muted.svg);
  width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(parterre:chevron-down-muted.svg);
  width: 12px; height: 12px; }
QAbstractSpinBox[look="bare"]::up-button, QAbstractSpinBox[look="bare"]::down-button,
QAbstractSpinBox[look="bare"]::up-arrow, QAbstractSpinBox[look="bare"]::down-arrow {
  width: 0; height: 0; image: none; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px;
  border: 1px solid $outline; background: $raised; border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url(parterre:check-on_accent.svg); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url(parterre:minus-on_accent.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url(parterre:dot-on_accent.svg); }

QTableView, QTreeView, QListView { background: $raised; alternate-background-color: $raised;
  border: 1px solid $border; border-radius: ${radius}px; gridline-color: $grid;
  selection-background-color: $selected; selection-color: $text; }
QTableView:focus, QListView:focus { border-color: $accent; }
QTableView::item { padding: 0 7px; border: 0; border-bottom: 1px solid $grid; }
QTableView::item:selected { background: $selected; color: $text; }
QListView::item { min-height: ${row}px; padding: 0 10px; border-radius: 4px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $sunken; border: 0; border-top-left-radius: ${radius}px;
  border-top-right-radius: ${radius}px; }
QHeaderView::section { background: $sunken; color: $muted; font-size: ${small}px;
  font-weight: 600; border: 0; border-bottom: 1px solid $border; padding: 0 10px;
  min-height: ${row}px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url(parterre:chevron-up-muted.svg); width: 12px; height: 12px;
  subcontrol-position: center right; right: 2px; }
QHeaderView::down-arrow { image: url(parterre:chevron-down-muted.svg);
  width: 12px; height: 12px; subcontrol-position: center right; right: 2px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: $sunken; border: 0; }

QFrame[look="card"] { background: $raised; border: 1px solid $border;
  border-radius: ${radius}px; }
QFrame[look="clickable"] { background: transparent; border: 2px solid transparent;
  border-radius: ${radius}px; }
QFrame[look="clickable"]:hover { background: $hover; }
QFrame[look="clickable"]:focus { border-color: $accent; }
QFrame[look="panel"] { background: $raised; border: 0; border-left: 1px solid $border; }
QFrame[look="footer"] { background: $raised; border: 0; border-top: 1px solid $border; }
QFrame[look="toolbar"] { background: $raised; border: 0; border-bottom: 1px solid $border; }
QFrame[look="status"] { background: $raised; border: 0; border-top: 1px solid $border; }
QFrame[look="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="floating"] { background: $raised; border: 1px solid $edge;
  border-radius: ${radius}px; }
QFrame[look="toast"] { background: $rail; border: 1px solid $rail_selected;
  border-radius: ${radius}px; }
QFrame[look="toast"] QLabel { color: $on_rail; }
QFrame[look="toast"] QPushButton { color: #ffffff; background: $rail_selected;
  border: 1px solid transparent; }
QFrame[look="toast"] QPushButton:focus { border: 2px solid $on_rail; }
$banners

QFrame#rail { background: $rail; border: 0; }
QFrame#rail QLabel { color: $on_rail; }
QFrame#rail QPushButton { background: transparent; border: 0; border-radius: ${radius}px;
  color: $on_rail; text-align: left; padding: 0 10px; min-height: 36px; font-weight: 500; }
QFrame#rail QPushButton[folded="true"] { padding: 0 0 0 4px; text-align: center; }
QFrame#rail QPushButton:hover { background: $rail_hover; }
QFrame#rail QPushButton:focus { border: 2px solid $on_rail; padding: 0 8px; min-height: 32px; }
QFrame#rail QPushButton:checked { background: $rail_selected; color: #ffffff; font-weight: 600; }

QMenu { background: $raised; border: 1px solid $edge; border-radius: ${radius}px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 6px; }
QMenu::indicator:checked { image: url(parterre:check-on_accent.svg); background: $accent;
  border-radius: 4px; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 12px; border: 0;
  border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar[look="narrow"]::tab { padding: 8px 7px; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QProgressBar { background: $border; border: 0; border-radius: 2px; min-height: 4px;
  max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $raised; }
QCalendarWidget QTableView { border: 0; selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QTableView::item { padding: 0; border: 0; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $on_accent; }
QCalendarWidget QToolButton { font-weight: 600; padding: 4px 8px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth {
  qproperty-icon: url(parterre:chevron-left-muted.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth {
  qproperty-icon: url(parterre:chevron-right-muted.svg); }
""")

BANNER = Template("""
QFrame[look="banner"][tone="$tone"] { background: $ground; border: 1px solid $edge;
  border-radius: ${radius}px; }
QFrame[look="banner"][tone="$tone"] QLabel { color: $ink; }
""")


def style_sheet(colours: Palette) -> str:
    """The whole sheet for one palette."""
    return SHEET.substitute(_roles(colours), **_sizes(), banners=_banners(colours))


def _roles(colours: Palette) -> dict[str, str]:
    named = {name: str(getattr(colours, name)) for name in colours.__dataclass_fields__}
    derived = ("border", "hover", "selected", "sunken", "accent_hover", "rail_hover")
    return {
        **named,
        **{name: str(getattr(colours, name)) for name in (*derived, "rail_selected")},
        "edge": mix(colours.text, colours.raised, 0.22),
        "grid": mix(colours.text, colours.raised, 0.07),
        "scroll": mix(colours.text, colours.raised, 0.22),
        "faint": mix(colours.muted, colours.raised, 0.7),
        "dimmed": mix(colours.accent, colours.raised, 0.18),
        "focus_ring": mix(colours.text, colours.accent, 0.5),
        "bad_tint": colours.tint(Tone.BAD),
    }


def _sizes() -> dict[str, int]:
    return {
        "small": TypeSize.SMALL,
        "title": TypeSize.TITLE,
        "display": TypeSize.DISPLAY,
        "radius": RADIUS,
        "row": ROW,
        "inner": FIELD - 2,
        "inner2": FIELD - 4,
        "inner3": FIELD - 4,
        "inner4": FIELD - 6,
    }


def _banners(colours: Palette) -> str:
    return "".join(
        BANNER.substitute(
            tone=tone,
            ground=colours.tint(tone),
            edge=mix(colours.ink(tone), colours.raised, 0.35),
            ink=colours.text if tone is Tone.NEUTRAL else colours.ink(tone),
            radius=RADIUS,
        )
        for tone in Tone
    )
