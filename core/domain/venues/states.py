"""Kinds of venue and of seat."""

from enum import StrEnum


class VenueType(StrEnum):
    STADIUM = "STADIUM"
    THEATER = "THEATER"
    ARENA = "ARENA"
    CONCERT_HALL = "CONCERT_HALL"
    OUTDOOR = "OUTDOOR"
    OTHER = "OTHER"


class SeatType(StrEnum):
    STANDARD = "STANDARD"
    VIP = "VIP"
    WHEELCHAIR = "WHEELCHAIR"
    COMPANION = "COMPANION"
