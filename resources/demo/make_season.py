"""Write what the demo season's importers read: `python -m resources.demo.make_season`.

The suppliers' seat lists (CSV and XLSX, written from the blocks in orders.toml) and the customers.
Same files every time.
"""

import csv
import io
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from core.domain.purchasing.seat_labels import SeatLabel, VenueLabels
from core.domain.purchasing.seat_lists import read_text
from core.domain.venues.order import natural_key
from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats

HERE = Path(__file__).parent
SEASON = HERE / "season"
CUSTOMERS = 600
_COMPANY_EVERY = 15
_WRITTEN = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone

GIVEN_NAMES = """
    Aoife Brendan Ciara Declan Eimear Fionn Grace Hugh Imelda Jack Kate Liam Maeve Niall Orla
    Padraig Roisin Sean Tara Una Vincent Willa Xavier Yvonne Zoe Anna Ben Chloe David Elena
    Farid Gemma Hana Ivan Julia Karim Lena Marco Nadia Oscar Paula Quentin Rosa Stefan Tomasz
    Uma
"""
FAMILY_NAMES = """
    Byrne Callaghan Daly Egan Farrell Gallagher Healy Keogh Lynch Moran Nolan O'Brien Power
    Quinn Ryan Sheridan Tierney Walsh Ahmed Becker Costa Dimitrov Eriksen Fischer Garcia Hoang
    Ivanova Jansen Kowalski Lopez Meyer Novak Okonkwo Petrov Rossi Schmidt Tanaka Usman Varga
    Weber
"""
COMPANY_NAMES = """
    Quayside Legal, Dunmore Engineering, Harbour Foods, Fitzgerald & Sons, Larkspur Media,
    Northwall Logistics, Portobello Dental, Beacon Insurance, Clontarf Cycling Club,
    St Anne's School, Ringsend Rowing Club, Merrion Architects, Talbot Travel, Abbey Pharma,
    Grand Canal Software, Sandymount Choir, Phoenix Park Runners, Howth Marine,
    Dalkey Book Club, Liffey Print Works, Wicklow Coaches, Stoneybatter Bakers,
    Castle Finance, Tallaght Scouts, Drumcondra Bridge Club, Marino Medical, Iona Residents,
    Glasnevin Gardeners, Smithfield Studios, Ballsbridge Events, Rathmines Rovers Juniors,
    Kilmainham Crafts, Phibsborough Parents, Blackrock Sailing, Malahide Motors,
    Skerries Seafood, Lusk Nurseries, Swords Surveyors, Navan Notaries, Trim Tours
"""


def make_season(folder: Path = SEASON) -> None:
    """Write all files."""
    (folder / "customers.csv").write_text(customers(), encoding="utf-8")
    lists = folder / "orders"
    lists.mkdir(exist_ok=True)
    for file, seats in seat_lists(folder):
        write_list(lists / file, seats)


def customers() -> str:
    """The customers as CSV: name, email, phone, kind, marketing."""
    chance = Random(41)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "email", "phone", "kind", "marketing"))
    given_names, family_names = GIVEN_NAMES.split(), FAMILY_NAMES.split()
    companies = iter(" ".join(COMPANY_NAMES.split()).split(", "))
    for number in range(CUSTOMERS):
        phone = f"+353 8{chance.choice('3567')} 555 {number:04d}"
        marketing = "yes" if chance.random() < 0.4 else "no"  # noqa: PLR2004
        if number % _COMPANY_EVERY == 0 and (company := next(companies, None)):
            mail = f"office@{_address(company)}.example"
            writer.writerow((company, mail, phone, "CORPORATE", marketing))
            continue
        given, family = chance.choice(given_names), chance.choice(family_names)
        mail = f"{_address(given)}.{_address(family)}{number}@mail.example"
        writer.writerow((f"{given} {family}", mail, phone, "INDIVIDUAL", marketing))
    return out.getvalue()


def seat_lists(folder: Path = SEASON) -> list[tuple[str, Sequence[SeatLabel]]]:
    """Every delivery's file name and seats, looked up on the venue's plan."""
    plans = {one["code"]: one["plan"] for one in _toml(folder / "venues.toml")["venues"]}
    houses = {one["code"]: one["venue"] for one in _toml(folder / "events.toml")["events"]}
    labels = {code: _labels(HERE / "venues" / plan) for code, plan in plans.items()}
    return [
        (
            delivery["file"],
            _in_order(
                read_text("\n".join(delivery["blocks"]), labels[houses[order["event"]]]).accepted()
            ),
        )
        for order in _toml(folder / "orders.toml")["orders"]
        for delivery in order.get("deliveries", ())
    ]


def write_list(file: Path, seats: Sequence[SeatLabel]) -> None:
    """Write a seat list as its supplier would: by suffix, CSV with semicolons or a workbook."""
    if file.suffix == ".xlsx":
        file.write_bytes(_workbook(seats))
        return
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(("Section", "Row", "Seat"))
    writer.writerows((seat.section, seat.row, seat.number) for seat in seats)
    file.write_text(out.getvalue(), encoding="utf-8")


def _workbook(seats: Sequence[SeatLabel]) -> bytes:
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Seats"
    sheet.append(["Block", "Row", "Seat No."])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for seat in seats:
        number: object = int(seat.number) if seat.number.isdecimal() else seat.number
        sheet.append([seat.section, seat.row, number])
    book.properties.created = book.properties.modified = _WRITTEN
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _without_times(workbook: bytes) -> bytes:
    """The same archive with fixed times, so that the same seats give the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as fixed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the moment of saving
                content = _core_properties()
            fixed.writestr(entry, content)
    return out.getvalue()


def _core_properties() -> bytes:
    return (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:creator>Parterre demo</dc:creator></cp:coreProperties>"
    )


def _in_order(seats: Sequence[SeatLabel]) -> list[SeatLabel]:
    return sorted(
        seats,
        key=lambda seat: (seat.section, natural_key(seat.row), natural_key(seat.number)),
    )


def _labels(plan: Path) -> VenueLabels:
    seats = derive_seats(read_plan(plan.read_bytes()))
    return VenueLabels(SeatLabel(seat.section, seat.row, seat.number) for seat in seats)


def _address(name: str) -> str:
    return "".join(mark for mark in name.lower().replace(" ", "-") if mark.isalnum() or mark == "-")


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    make_season()
