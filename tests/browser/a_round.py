"""The steps of a round as people take them at the screens: for the test that walks it, and for the handbook's pictures."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from rating.workflow import HOME
from tests.browser.people import Seat

SAMPLE = HOME / "sample_data"
MARKS = sorted(SAMPLE.glob("专家评分表_*.xlsx"))
FIGURES = [SAMPLE / "站点填报数据.xlsx", SAMPLE / "居民问卷.csv"]
CODE = r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}"
RUBRIC = "街镇社工站五星级评定（示例）"
HEAD, STATION, INDICATOR = "0101", "定海路街道社工站", "困难对象服务"
"""147 of 174 people have a file: 2 of 5 points; with all 174 it is 5, and the total 96.9 instead of 93.9."""

# ---- the register, the accounts, the plan


def make_district(admin: Seat, name: str) -> None:
    admin.open("stations")
    admin.write("区名", name)
    admin.press("建立")
    admin.sees(f"已建立「{name}」")


def offer_roster(admin: Seat) -> None:
    """The sample's roster, checked and not taken yet."""
    admin.turn_to("导入")
    admin.give([SAMPLE / "站点名册.xlsx"])
    admin.sees("新增 37 个")


def take_roster(admin: Seat) -> None:
    admin.press("确认导入")
    admin.sees("名册已更新：新增 37")


def make_account(admin: Seat, login: str, name: str, role: str) -> str:
    """The activation code, which is shown once."""
    admin.open("accounts")
    admin.turn_to("新建")
    admin.write("姓名", name)
    admin.write("登录名", login)
    admin.choose("角色", role)
    admin.press("建立账号")
    admin.sees(re.compile(CODE))
    (code,) = re.findall(CODE, admin.main.inner_text())
    admin.press("已经记下，不再显示")
    return str(code)


def make_heads(admin: Seat) -> str:
    """An account for each station; the code of the head whom the walk follows. All codes still stand on the page."""
    admin.open("accounts")
    admin.turn_to("批量建立")
    admin.press("建立这 37 个账号")
    admin.sees("37 个激活码")
    found = re.search(rf"{HEAD}\s+({CODE})", admin.main.inner_text())
    assert found is not None
    return found[1]


def fill_plan(admin: Seat, title: str, filing_number: str) -> None:
    admin.open("rounds")
    admin.write("轮次名称", title)
    admin.write("计划或备案文号", filing_number)
    admin.set_day("公示与异议截止", date.today() + timedelta(days=7))


def make_round(admin: Seat) -> None:
    """What was planned becomes a round with one rubric and all stations, open for files."""
    admin.press("建立轮次")
    admin.turn_to("分组与标准")
    admin.choose("随工具提供的评分标准", RUBRIC)
    admin.press("添加")
    admin.press("保存分组")
    admin.turn_to("名册")
    admin.press("取用站点名册")
    admin.sees("37 个站点参评")
    step_to(admin, "填报")


def step_to(seat: Seat, state: str, why: str = "") -> None:
    if why:
        seat.write("继续的理由", why)
    seat.press(f"进入「{state}」")
    seat.sees(f"现在是「{state}」")


# ---- the marks


def hand_over(evaluator: Seat, files: list[Path]) -> None:
    """Files into the round, checked and not taken yet."""
    evaluator.open("import_data")
    evaluator.give(files)
    evaluator.sees("文件可以使用")


def rate(evaluator: Seat) -> None:
    evaluator.press("确认并计算排名")
    evaluator.sees("37 个单位中 33 个已排名")


def review(evaluator: Seat) -> None:
    evaluator.open("rounds")
    step_to(evaluator, "评分")
    step_to(evaluator, "复核", "两位专家看的材料不同，已电话核实")


# ---- the objection


def begin_objection(head: Seat) -> None:
    """From the indicator in 我的反馈 to the filled form."""
    head.open("overview")
    head.follow("对此项提出异议")
    head.sees(f"对「{INDICATOR}」提出异议")
    head.write("异议理由", "另有 27 位对象已建档，档案在街道民政窗口，评估时没有看到。")


def send_objection(head: Seat) -> None:
    head.press("送出异议")
    head.sees("异议已送出")


def weigh_objection(second: Seat) -> None:
    """The reply and the corrected value, with their effect, not confirmed yet."""
    second.open("objections")
    second.main.get_by_text("采纳并更正", exact=True).first.click()
    second.visitor.settle()
    second.write("答复内容（站点能看到）", "已到窗口核对档案，予以更正。")
    second.write("建档服务对象数（人），现为 147 人", "174")
    second.press("查看影响")
    second.sees("96.9")


def uphold_objection(second: Seat) -> None:
    second.press("确认采纳并更正")
    second.sees("新的结果已公示给站长")


def make_final(admin: Seat) -> None:
    admin.open("rounds")
    step_to(admin, "定级", "异议已全部答复，提前定级")
