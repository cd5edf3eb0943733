"""Identities for seats of files that know none."""


def guid_of(section: str, row: str, seat: str) -> str:
    """The same for the same name, different for every other one."""
    parts = (section, row, seat)
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)
