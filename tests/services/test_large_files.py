"""What is read into memory whole has a size that it may have: nothing larger is begun."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.errors import Refusal
from core.services.purchasing import list_files
from core.services.purchasing.list_files import ListUnreadable, list_as_text
from core.services.scanning import pictures
from core.services.scanning.pictures import PictureUnreadable, scan_picture
from core.services.venues import plan_files
from core.services.venues.plan_files import FileUnusable, read_plan_file

READERS: list[tuple[Callable[[Path], object], int, type[Refusal], str]] = [
    (read_plan_file, plan_files.LARGEST_FILE, FileUnusable, "it is larger than 256 MB"),
    (list_as_text, list_files.LARGEST_FILE, ListUnreadable, "it is larger than 20 MB"),
    (scan_picture, pictures.LARGEST_FILE, PictureUnreadable, "it is larger than 64 MB"),
]


@pytest.mark.parametrize(
    ("read", "largest", "refusal", "reason"), READERS, ids=["plan", "seat list", "picture"]
)
def test_a_file_beyond_all_size_is_not_read(
    tmp_path: Path,
    read: Callable[[Path], object],
    largest: int,
    refusal: type[Refusal],
    reason: str,
) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as opened:
        opened.truncate(largest + 1)

    with pytest.raises(refusal, match=reason) as refused:
        read(file)

    assert file.name in str(refused.value)
