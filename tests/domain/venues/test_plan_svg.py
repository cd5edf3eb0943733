"""SVG in and out: which shapes become seats, what they are called, and where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.plan import MAX_SEATS, Plan, PlanRefused
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_svg import read_plan_svg
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from core.domain.venues.svg_geometry import Matrix, path_corners, transform
from core.domain.venues.svg_labels import PatternUnreadable
from core.domain.venues.svg_writing import write_plan_svg
from tests.domain.venues.plans import plans

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">'


def drawing(*elements: str) -> str:
    return HEAD + "".join(elements) + "</svg>"


def read(*elements: str, pattern: str | None = None) -> Plan:
    return read_plan_svg(drawing(*elements), "Hall", pattern=pattern)


def named(plan: Plan) -> list[tuple[str, str, str]]:
    return [(seat.section, seat.row, seat.number) for seat in derive_seats(plan)]


def placed(plan: Plan) -> list[tuple[float, float]]:
    return [(seat.x, seat.y) for seat in derive_seats(plan)]


@settings(max_examples=40)
@given(plans())
def test_a_plan_that_was_drawn_reads_back_as_the_same_seats(plan: Plan) -> None:
    back = read_plan_svg(write_plan_svg(plan), "Anything")

    def seats(one: Plan) -> set[tuple[object, ...]]:
        return {
            (seat.section, seat.row, seat.number, seat.x, seat.y, seat.seat_type)
            for seat in derive_seats(one)
        }

    assert seats(back) == seats(plan)
    assert read_plan(write_plan(back)) == back


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Stalls-A-12", ("Stalls", "A", "12")),
        ("Upper-left-B-7a", ("Upper-left", "B", "7a")),
        ("Stalls_A_12", ("Stalls", "A", "12")),
        ("Balcony/AA/3", ("Balcony", "AA", "3")),
        ("A-12", ("House", "A", "12")),
        ("A12", ("House", "A", "12")),
        ("Seat_x20_row-C-4", ("Seat row", "C", "4")),
    ],
)
def test_an_id_names_a_seat(label: str, name: tuple[str, str, str]) -> None:
    plan = read(f'<g id="House"><circle id="{label}" cx="1" cy="2" r="3"/></g>')

    assert named(plan) == [name]
    assert placed(plan) == [(1, 2)]


def test_groups_say_what_the_label_does_not() -> None:
    plan = read(
        '<g id="Stalls"><g inkscape:label="Row A">',
        '<circle id="c1" r="4"><title>7</title></circle>',
        '<rect inkscape:label="8" x="10" y="-4" width="8" height="8"/></g></g>',
    )

    assert named(plan) == [("Stalls", "Row A", "7"), ("Stalls", "Row A", "8")]
    assert placed(plan) == [(0, 0), (14, 0)]


def test_attributes_of_data_come_before_every_label() -> None:
    plan = read(
        '<circle id="X-Y-1" r="2" data-section="Box 3" data-row="1" data-seat="2"'
        ' data-type="wheelchair"/>'
    )

    assert named(plan) == [("Box 3", "1", "2")]
    assert derive_seats(plan)[0].seat_type is SeatType.WHEELCHAIR


def test_a_pattern_of_ones_own_is_the_only_one() -> None:
    plan = read(
        '<circle id="s(Stalls) r(B) n(4)" r="2"/>',
        '<circle id="Stalls-B-5" r="2"/>',
        pattern="s({section}) r({row}) n({seat})",
    )

    assert named(plan) == [("Stalls", "B", "4")]


@pytest.mark.parametrize("pattern", ["{section}-{row}", "{seat}-{seat}", "seat"])
def test_a_pattern_without_a_seat_or_with_two_is_refused(pattern: str) -> None:
    with pytest.raises(PatternUnreadable) as refused:
        read('<circle id="A-1" r="2"/>', pattern=pattern)

    assert refused.value.pattern == pattern


def test_transforms_of_all_groups_place_a_seat() -> None:
    plan = read(
        '<g transform="translate(100 50)"><g transform="rotate(90) scale(2)">',
        '<circle id="A-1" cx="10" cy="0" r="3" transform="translate(5)"/></g></g>',
    )

    assert placed(plan) == [(100, 80)]
    assert derive_seats(plan)[0].radius == pytest.approx(6)


def test_uses_become_seats_where_their_symbol_lies() -> None:
    plan = read(
        '<defs><g id="chair"><circle cx="5" cy="5" r="4"/></g></defs>',
        '<symbol id="stool"><rect width="6" height="6"/></symbol>',
        '<use id="A-1" href="#chair" x="10" y="20"/>',
        '<use id="A-2" xlink:href="#stool" transform="translate(40,20)"/>',
        '<use id="A-3" href="#nowhere" x="60" y="20"/>',
    )

    assert placed(plan) == [(15, 25), (43, 23), (60, 20)]
    assert [seat.radius for seat in derive_seats(plan)] == [4, 3, 10]


def test_a_drawing_without_labels_is_put_in_rows() -> None:
    circles = [
        f'<circle cx="{x}" cy="{y + x % 3 / 2}" r="4"/>' for y in (0, 12) for x in (30, 10, 20)
    ]
    plan = read('<circle cx="200" cy="200" r="50"/>', '<g id="Stalls">', *circles, "</g>")

    assert named(plan) == [("Stalls", row, number) for row in "AB" for number in "123"]


def test_other_shapes_and_texts_become_areas() -> None:
    plan = read(
        '<rect width="200" height="40" fill="#333333" stroke="red"/>',
        '<path d="M0 0 h10 v10 q-5 5 -10 0 z" style="fill: blue"/>',
        '<line x1="0" y1="0" x2="5" y2="5"/>',
        '<text x="100" y="20" font-size="18">The <tspan>stage</tspan></text>',
        '<circle id="A-1" cx="9" cy="90" r="2"/>',
    )

    stage, path, text = plan.zones[0].areas
    assert (stage.color, stage.border_color, len(stage.polygon or ())) == ("#333333", "red", 4)
    assert path.color == "blue"
    assert len(path.polygon or ()) == 11
    assert text.text is not None
    assert (text.text.text, text.text.size) == ("The stage", 18)


def test_colours_of_seats_are_categories() -> None:
    plan = read(
        '<circle id="A-1" r="2" fill="#ff0000"/>',
        '<circle id="A-2" cx="5" r="2" style="fill:#00ff00"/>',
        '<circle id="A-3" cx="10" r="2" fill="#00ff00"/>',
    )

    assert [(one.name, one.color) for one in plan.categories] == [
        ("Category 1", "#00ff00"),
        ("Category 2", "#ff0000"),
    ]


def test_hidden_things_are_no_seats() -> None:
    plan = read(
        '<g display="none"><circle id="A-1" r="2"/></g>',
        '<clipPath><circle id="A-2" r="2"/></clipPath>',
        '<circle id="A-3" r="2"/>',
    )

    assert named(plan) == [("Hall", "A", "3")]


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa">]>'


@pytest.mark.parametrize(
    ("source", "place", "reason"),
    [
        ("", "line 1", "no element found"),
        ("no drawing", "line 1", "syntax error"),
        ("<html></html>", "line 1", "no svg"),
        (drawing('<circle id="A-1"'), "line 1", "not well-formed"),
        (BOMB + drawing('<circle id="A-1" r="2"/>'), "line 1", "document type"),
        (drawing("<g>" * 80), "line 1", "deeper than"),
        (drawing('\n<circle id="A-1" r="big"/>'), "line 2, circle, r", "number"),
        (drawing('<circle id="A-1" cx="2e9" r="2"/>'), "line 1, circle, cx", "1,000,000"),
        (drawing('<circle id="A-1" cx="nan" r="2"/>'), "line 1, circle, cx", "1,000,000"),
        (drawing('<circle id="A-1" r="inf"/>'), "line 1, circle, r", "1,000,000"),
        (
            drawing('<g transform="scale(9e5)"><circle id="A-1" r="2"/></g>'),
            "line 1, circle",
            "1,000,000",
        ),
        (drawing('<g transform="rotate(1e999)"/>'), "line 1", "beyond all bounds"),
        (drawing('<g transform="scale(1e300) scale(1e300)"/>'), "line 1", "beyond all bounds"),
        (drawing("<title>%s</title>" % ("t" * 201), '<circle id="A-1" r="2"/>'), "name", "201"),
        (
            drawing('<circle id="A-1" r="2"/>', '\n<circle id="A-1" cx="9" r="2"/>'),
            "line 2, circle",
            "exists already at line 1",
        ),
        (drawing('<line x1="3"/>'), "file", "no circle"),
        (drawing('<circle id="%s-1" r="2"/>' % ("A" * 51)), "line 1, circle", "51 characters"),
        (b"\xff<svg/>", "byte 0", "UTF-8"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused(
    source: str | bytes, place: str, reason: str
) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan_svg(source, "Hall")

    assert refused.value.place == place
    assert reason in refused.value.reason


def test_more_seats_than_a_plan_holds_are_refused() -> None:
    circles = (f'<circle id="A-{n}" r="1"/>' for n in range(MAX_SEATS + 1))

    with pytest.raises(PlanRefused) as refused:
        read(*circles)

    assert "200,000" in refused.value.reason


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(PlanRefused):
        read_plan_svg(text, "Hall")


def test_an_endless_id_is_no_label() -> None:
    plan = read('<circle id="%s/" r="2"/>' % ("1" * 100_000))

    assert [(seat.row, seat.number) for seat in derive_seats(plan)] == [("A", "1")]


@pytest.mark.parametrize("size", ["nan", "inf", "-3", "1e300", "0", "big"])
def test_a_text_of_no_size_has_the_usual(size: str) -> None:
    plan = read('<circle id="A-1" r="-2"/>', f'<text font-size="{size}">Stage</text>')

    assert read_plan(write_plan(plan)) == plan


def test_a_plain_document_type_is_harmless() -> None:
    doctype = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )

    plan = read_plan_svg(doctype + drawing('<circle id="A-1" r="2"/>'), "Hall")

    assert named(plan) == [("Hall", "A", "1")]


def test_transform_steps_apply_from_right_to_left() -> None:
    assert transform("translate(10,20) scale(2)").of(1, 1) == (12, 22)
    assert transform("rotate(90 10 10)").of(20, 10) == pytest.approx((10, 20))
    assert transform("matrix(1 0 0 1 5 6) nonsense(3)") == Matrix(e=5, f=6)
    assert transform("skewX(45)").of(0, 2) == pytest.approx((2, 2))


@pytest.mark.parametrize(
    ("path", "corners"),
    [
        ("M1 2 L3 4 5 6", [(1, 2), (3, 4), (5, 6)]),
        ("m1,2 l2,2 h3 v-1 z m9 9 l1 1", [(1, 2), (3, 4), (6, 4), (6, 3)]),
        ("M0 0H4V5L0 5", [(0, 0), (4, 0), (4, 5), (0, 5)]),
        ("M0 0 A5 5 0 0 1 10 0", [(0, 0), (10, 0)]),
        ("", []),
    ],
)
def test_a_path_has_corners(path: str, corners: list[tuple[float, float]]) -> None:
    assert path_corners(path) == corners


def test_a_curve_is_eight_chords_to_its_end() -> None:
    corners = path_corners("M0 0 C0 10 10 10 10 0")

    assert len(corners) == 9
    assert corners[4] == (5, 7.5)
    assert corners[-1] == (10, 0)
