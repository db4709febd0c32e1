"""Charts as files: Chinese labels are really drawn, and refused where no font is there."""

from __future__ import annotations

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from rating.export import charts, pictures
from rating.export.chart_style import finished
from rating.export.profile_chart import profile_spec
from rating.insight.feedback import profiles
from rating.problems import Refused
from tests.export.drawn import spec_of
from tests.insight.example import example

PNG = b"\x89PNG\r\n\x1a\n"


def chart(label: str) -> charts.Chart:
    frame = pd.DataFrame({"项": [label], "值": [1]})
    return finished(alt.Chart(frame).mark_bar().encode(y="项:N", x=alt.X("值:Q", title=None)), "题", 40)


def test_every_chart_becomes_a_png_and_an_svg_that_keeps_its_words() -> None:
    for made in (charts.stars_by_kind(example()), profile_spec(profiles(example(), 1))):
        title = spec_of(made)["title"]["text"]
        assert pictures.picture(made, "png").startswith(PNG)
        svg = pictures.picture(made, "svg").decode()
        assert title in svg and "<svg" in svg
        assert "http" not in svg.replace("http://www.w3.org/", "")


def test_chinese_labels_are_drawn_and_not_as_boxes() -> None:
    """Labels of the same length give different pictures: neither left out nor an empty box for each sign."""
    drawn = {pictures.picture(chart(label), "png") for label in ("队伍建设", "阵地建设", "服务成效")}
    assert len(drawn) == 3


def test_a_picture_has_its_own_width_and_is_not_as_wide_as_a_page() -> None:
    assert pictures.picture(chart("队伍"), "svg", width=300) != pictures.picture(chart("队伍"), "svg", width=600)


def test_the_chart_itself_is_not_changed() -> None:
    for made in (charts.stars_by_kind(example()), profile_spec(profiles(example(), 1))):
        before = deepcopy(spec_of(made))
        pictures.picture(made, "png")
        assert spec_of(made) == before


def test_without_a_chinese_font_it_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "font_folders", lambda: ())
    monkeypatch.setattr(pictures, "_draws", lambda family: False)
    pictures.chinese_face.cache_clear()
    with pytest.raises(Refused) as refused:
        pictures.picture(chart("队伍"), "png")
    pictures.chinese_face.cache_clear()
    problem = refused.value.problems[0]
    assert problem.code == "chart_font_missing" and "安装中文字体" in problem.message


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are hidden by fontconfig's own setting")
def test_a_machine_without_fonts_is_found_out(tmp_path: Path, root: Path) -> None:
    """In a process that sees an empty font folder only, nothing is drawn, and the chart is refused."""
    setting = tmp_path / "fonts.conf"
    setting.write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>", encoding="utf-8")
    code = (
        "from rating.export import pictures\n"
        "pictures.font_folders = lambda: ()\n"
        "try:\n    print(pictures.chinese_face())\n"
        "except pictures.Refused as refused:\n    print(refused.problems[0].code)\n"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(setting), "PYTHONPATH": str(root)}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "chart_font_missing"


def test_known_families_are_found_by_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("msyh.ttc", "deep/NotoSansCJK-Regular.ttc", "readme.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(pictures, "font_folders", lambda: (tmp_path, tmp_path / "missing"))
    assert [family for family, _ in pictures.faces_found()] == ["Noto Sans CJK SC", "Microsoft YaHei"]


@pytest.mark.parametrize(
    ("platform", "part"), [("win32", "Microsoft/Windows/Fonts"), ("darwin", "Library/Fonts"), ("linux", ".fonts")]
)
def test_each_system_keeps_its_fonts_elsewhere(platform: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert any(part in folder.as_posix() for folder in pictures.font_folders())
