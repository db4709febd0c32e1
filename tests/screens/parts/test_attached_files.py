"""Files on a page: links, sizes, names as they are. (Adding and taking back: test_my_objections.py)"""

from __future__ import annotations

import pytest

from rating.district.rounds.attachments import Attachment
from rating.screens.parts.attached_files import files_part, size_text


@pytest.mark.parametrize(
    ("size", "told"), [(1, "1 KB"), (2048, "2 KB"), (1024 * 1024, "1.0 MB"), (10 * 1024 * 1024, "10.0 MB")]
)
def test_sizes_as_people_say_them(size: int, told: str) -> None:
    assert size_text(size) == told


def test_a_name_is_only_ever_text() -> None:
    shown = files_part([Attachment(7, '"><img src=x onerror=alert(1)>.pdf', 10)])
    assert shown is not None
    assert 'href="files/upload/7"' in shown
    assert "<img" not in shown


def test_without_the_right_to_open_there_is_no_link() -> None:
    shown = files_part([Attachment(7, "证书.pdf", 10)], linked=False)
    assert shown is not None
    assert "证书.pdf" in shown
    assert "href" not in shown
    assert files_part([]) is None
