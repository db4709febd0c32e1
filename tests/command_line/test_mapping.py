"""`--mapping` from the first refusal to a clean run: written, edited, read, kept, never in the way of another file."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from rating.__main__ import main
from rating.command_line.mapping import MappingOption, read_mapping_option
from rating.intake.mapping_file import read_mapping
from rating.problems import Refused
from rating.workflow import sample_district
from tests.intake.workbooks import xlsx
from tests.small_round import ROWS, lay_out, table

MAPPING = "对应关系.yaml"
CHECK = ("check", "--rubric", "标准.yaml", "--mapping", MAPPING)
RATE = ("rate", "--rubric", "标准.yaml", "--mapping", MAPPING)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 标准.yaml and 数据.csv, in which one heading is only near."""
    lay_out(tmp_path)
    (tmp_path / "数据.csv").write_text(table().replace("持证数", "持证人员数"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def confirm(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("    confirmed: no", "    confirmed: yes"), encoding="utf-8")


def values(path: Path, field: str) -> list[dict[str, object]]:
    return [station["values"][field] for station in json.loads(path.read_text("utf-8"))["stations"]]


def test_from_the_question_to_a_clean_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main((*CHECK, "数据.csv")) == 2
    out, err = capsys.readouterr()
    assert f"请在 {MAPPING} 中核对并把 confirmed 改为 yes 后再运行" in out
    assert err.startswith("column_similar ") and "column_missing" not in err
    untouched = (here / MAPPING).read_bytes()

    assert main((*CHECK, "数据.csv")) == 2, "a proposal is no answer"
    assert (here / MAPPING).read_bytes() == untouched

    confirm(here / MAPPING)
    capsys.readouterr()
    assert main((*CHECK, "数据.csv", "--json", "核对.json")) == 0
    cells = values(here / "核对.json", "licensed")
    assert [cell["value"] for cell in cells] == ["5", "4", "4", None]
    assert [cell["cell"] for cell in cells] == ["F2", "F3", "F4", "F5"]
    assert json.loads((here / "核对.json").read_text("utf-8"))["questions"] == []
    assert "confirmed" not in capsys.readouterr().out


def test_a_second_file_of_the_same_headings_needs_no_further_answer(here: Path) -> None:
    main((*CHECK, "数据.csv"))
    confirm(here / MAPPING)
    answered = (here / MAPPING).read_bytes()
    later = table(tuple((f"9{code}", f"另{name}", *rest) for code, name, *rest in ROWS)).replace("持证数", "持证人员数")
    (here / "二月.csv").write_text(later, encoding="utf-8")
    assert main((*CHECK, "数据.csv", "二月.csv")) == 0
    assert main((*RATE, "二月.csv", "--json", "结果.json")) == 0
    assert (here / MAPPING).read_bytes() == answered, "nothing stands open, so the file stays as it is"


def test_rating_refuses_with_the_questions_written_and_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main((*RATE, "数据.csv", "--out", "排名.xlsx", "--json", "结果.json")) == 2
    assert f"已写入 {MAPPING}" in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == sorted(["标准.yaml", "数据.csv", MAPPING])
    confirm(here / MAPPING)
    assert main((*RATE, "数据.csv", "--out", "排名.xlsx", "--json", "结果.json")) == 0
    mapped = json.loads((here / "结果.json").read_text("utf-8"))["stations"]
    (here / "数据.csv").write_text(table(), encoding="utf-8")
    assert main(("rate", "--rubric", "标准.yaml", "数据.csv", "--json", "规范.json")) == 0
    assert mapped == json.loads((here / "规范.json").read_text("utf-8"))["stations"]


def test_stations_are_answered_the_same_way(here: Path) -> None:
    (here / "名册.xlsx").write_bytes(xlsx([["代码", "名称", "类型"], *(row[:3] for row in ROWS)]))
    head, *rows = table().splitlines()
    named = [head.split(",", 1)[1], rows[0].split(",", 1)[1].replace("甲街道", "甲街到"), "徐汇党群中心,综合,,1,1,否"]
    (here / "数据.csv").write_text("\n".join(named) + "\n", encoding="utf-8")
    words = (*CHECK, "--roster", "名册.xlsx", "数据.csv")
    assert main(words) == 2
    text = (here / MAPPING).read_text("utf-8")
    text = text.replace("answer:\n", "answer: 不采用\n")
    (here / MAPPING).write_text(text, encoding="utf-8")
    confirm(here / MAPPING)
    assert main((*words, "--json", "核对.json")) == 0
    assert values(here / "核对.json", "staff")[0]["value"] == "5"
    assert "已确认不采用" in json.loads((here / "核对.json").read_text("utf-8"))["left_out"][0]["why"]


def test_new_questions_join_the_answers_already_given(here: Path) -> None:
    main((*CHECK, "数据.csv"))
    confirm(here / MAPPING)
    before, _ = read_mapping((here / MAPPING).read_text("utf-8"), MAPPING)
    (here / "二月.csv").write_text(table().replace("社工数", "社工人头数"), encoding="utf-8")
    assert main((*CHECK, "数据.csv", "二月.csv")) == 2
    text = (here / MAPPING).read_text("utf-8")
    assert read_mapping(text, MAPPING)[0] == before
    assert text.count("    confirmed: no") == 1 and "社工人头数" in text


def test_an_answer_of_another_rubric_is_told_and_ignored(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main((*CHECK, "数据.csv"))
    confirm(here / MAPPING)
    (here / MAPPING).write_text((here / MAPPING).read_text("utf-8").replace('"licensed"\n', "别处的代码\n"), "utf-8")
    capsys.readouterr()
    assert main((*CHECK, "数据.csv")) == 2
    assert "mapping_unknown 数据.csv" in capsys.readouterr().err


def test_goals_take_the_same_file(here: Path) -> None:
    sample = sample_district()
    book = openpyxl.load_workbook(sample.area)
    assert book["街道情况"]["M5"].value == "社区工作者数（人）"
    book["街道情况"]["M5"] = "社区工作者的数"
    book.save(here / "区情.xlsx")
    words = ("goals", "--goals", str(sample.goals[1]), "区情.xlsx", "--mapping", MAPPING)
    assert main(words) == 2
    assert "社区工作者的数" in (here / MAPPING).read_text("utf-8")
    confirm(here / MAPPING)
    assert main(words) == 0


@pytest.mark.parametrize(
    "content", ["code: x\n", "代码,名称\n", "mapping: 1\nentries:\n  - {key: 1}\n", b"\x00\xff\xfe\x01"]
)
def test_what_is_no_mapping_file_is_never_overwritten(
    here: Path, capsys: pytest.CaptureFixture[str], content: str | bytes
) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    (here / MAPPING).write_bytes(raw)
    assert main((*CHECK, "数据.csv")) == 2
    assert capsys.readouterr().err.startswith("mapping_unreadable ")
    assert (here / MAPPING).read_bytes() == raw


@pytest.mark.parametrize("target", ["数据.csv", "标准.yaml", "./数据.csv", ".", "没有/对应.yaml", "-", "核对.json"])
def test_the_mapping_needs_a_place_of_its_own(here: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    words = ("check", "--rubric", "标准.yaml", "数据.csv", "--json", "核对.json", "--mapping", target)
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("output_unwritable ")
    assert not (here / "核对.json").exists()


def test_json_to_another_program_stays_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main((*CHECK, "数据.csv", "--json", "-")) == 2
    (entry,) = json.loads(capsys.readouterr().out)["questions"]
    assert entry["code"] == "column_similar" and entry["key"][0] == "column" and entry["asked"] == "持证人员数"
    assert entry["options"][0] == {"answer": "licensed", "title": "持证数"}
    assert entry["confidence"] == 0.75 and entry["samples"] == ["5", "4", "4"]
    assert (here / MAPPING).exists()


def test_without_the_option_nothing_is_written_and_checking_says_how(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("check", "--rubric", "标准.yaml", "数据.csv")) == 2
    assert "--mapping" in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == ["数据.csv", "标准.yaml"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_editors_encoding_is_read(here: Path, encoding: str) -> None:
    main((*CHECK, "数据.csv"))
    confirm(here / MAPPING)
    text = (here / MAPPING).read_text("utf-8").replace("\n", "\r\n")
    (here / MAPPING).write_bytes(text.encode(encoding))
    assert main((*CHECK, "数据.csv")) == 0


def test_nothing_to_read_is_no_answer_and_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert read_mapping_option(None) == MappingOption()
    assert read_mapping_option(tmp_path / "没有.yaml").answers.by_key == {}
    (tmp_path / "空.yaml").touch()
    assert read_mapping_option(tmp_path / "空.yaml").answers.by_key == {}
    (tmp_path / "大.yaml").write_bytes(b"#" * 2_000_000)
    with pytest.raises(Refused, match="1 MB"):
        read_mapping_option(tmp_path / "大.yaml")
