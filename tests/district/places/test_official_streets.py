"""The official list of streets: complete where it claims to be, near names offered and nothing guessed."""

from __future__ import annotations

from collections import Counter

from rating.district.places.official_streets import (
    near_streets,
    official_street,
    official_streets,
    streets_of_area,
)

SHANGHAI = {
    "黄浦区": 10, "徐汇区": 13, "长宁区": 10, "静安区": 14, "普陀区": 10, "虹口区": 8, "杨浦区": 12, "闵行区": 13,
    "宝山区": 12, "嘉定区": 10, "浦东新区": 36, "金山区": 10, "松江区": 17, "青浦区": 11, "奉贤区": 11, "崇明区": 18,
}  # fmt: skip
YANGPU = {
    "310110001": "定海路街道", "310110006": "平凉路街道", "310110008": "江浦路街道", "310110009": "四平路街道",
    "310110012": "控江路街道", "310110013": "长白新村街道", "310110015": "延吉新村街道", "310110016": "殷行街道",
    "310110018": "大桥街道", "310110019": "五角场街道", "310110020": "新江湾城街道", "310110021": "长海路街道",
}  # fmt: skip


def test_shanghai_has_its_215_streets_and_none_of_the_other_units() -> None:
    shanghai = [each for each in official_streets() if each.city == "上海市"]
    assert Counter(each.district for each in shanghai) == SHANGHAI
    endings = Counter("街道" if each.name.endswith("街道") else each.name[-1] for each in shanghai)
    assert endings == {"街道": 107, "镇": 106, "乡": 2}
    assert {each.code: each.name for each in streets_of_area("杨浦区")} == YANGPU


def test_every_code_is_once_there_and_nine_digits() -> None:
    codes = [each.code for each in official_streets()]
    assert len(codes) == len(set(codes)) == 325
    assert all(len(code) == 9 and code.isdecimal() for code in codes)
    assert sum(each.city == "宜昌市" for each in official_streets()) == 110


def test_a_district_is_found_with_its_city_before_it() -> None:
    assert streets_of_area("上海市杨浦区") == streets_of_area("杨浦区")
    assert streets_of_area("上海市杨浦区（练习）")
    assert streets_of_area("") == streets_of_area("某某区") == ()


def test_only_the_exact_name_is_taken() -> None:
    assert official_street("定海路街道", "杨浦区") == official_street(" 定海路 街道", "杨浦区")
    assert official_street("定海路", "杨浦区") is None
    assert official_street("定海路街道", "黄浦区") is None
    assert official_street("定海路街道", "某某区") is None  # elsewhere there may be another of that name
    assert near_streets("定海路街道", "某某区")[0].code == "310110001"


def test_near_names_are_offered_the_likest_first() -> None:
    assert near_streets("定海路", "杨浦区")[0].name == "定海路街道"
    assert near_streets("五角场镇", "杨浦区")[0].code == "310110019"
    assert near_streets("完全不同的地方", "杨浦区") == ()
    assert [each.district for each in near_streets("定海路")] == ["杨浦区"]
