"""A round of the sample district, from the first administrator to rectification, with pictures.

The steps are those of the test that walks a whole round; what stands here is where somebody stops to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from camera import HEIGHT, WIDTH, Camera
from playwright.sync_api import Browser

from tests.browser import a_round
from tests.browser.people import Seat

DISTRICT, ROUND, FILING_NUMBER = "杨浦区（示例）", "2026 年度（示例）", "示例〔2026〕1 号"
ADDRESS = "https://pingji.example.cn/activate"
"""What stands on the slips instead of this machine's own address."""
STAFF = {
    "pinggu1": ("李评估", "评估员"),
    "pinggu2": ("赵复核", "评估员"),
    "jia": ("专家甲", "评估人"),
    "yi": ("专家乙", "评估人"),
    "bing": ("专家丙", "评估人"),
}
"""Login → invented name and role; the experts are those whose names stand in the sample's sheets."""
PICTURES = (
    "首次启动", "登录", "站点名册", "账号", "轮次方案", "激活", "我的评分", "轮次进度", "轮次导入", "公示",
    "我的反馈", "手机反馈", "提出异议", "异议处理", "提出整改", "异议与整改", "整改管理",
    "修订指标", "修订影响", "标准库", "日志", "备份",
)  # fmt: skip
"""In the order in which they are taken."""


@dataclass
class Walk:
    """Who is at which browser, and the codes that were handed out to the others."""

    chromium: Browser
    address: str
    camera: Camera
    seats: dict[str, Seat] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def sits_down(self, login: str, width: int = WIDTH) -> Seat:
        """Somebody at a browser of their own."""
        self.seats[login] = Seat(self.chromium, self.address, {"width": width, "height": HEIGHT})
        return self.seats[login]

    def activated(self, login: str) -> Seat:
        seat = self.seats.get(login) or self.sits_down(login)
        seat.activate(login, self.codes[login])
        return seat


@contextmanager
def walk(chromium: Browser, address: str, camera: Camera) -> Iterator[Walk]:
    begun = Walk(chromium, address, camera)
    try:
        yield begun
    finally:
        for seat in begun.seats.values():
            seat.leave()


def take(chromium: Browser, address: str, camera: Camera) -> None:
    """All pictures of a district, at a server where nobody has an account yet."""
    with walk(chromium, address, camera) as going:
        _doors(going)
        _set_up(going)
        _marks(going)
        _rating(going)
        _own_result(going)
        _objection(going)
        _rectification(going)
        _revision(going)
        _upkeep(going)


def _doors(going: Walk) -> None:
    admin = going.sits_down("admin")
    admin.page.goto(f"{going.address}/first-start")
    going.camera.take(admin.page, "首次启动", 800)
    admin.be_first("admin", "王管理")
    guest = going.sits_down(a_round.HEAD)
    guest.page.goto(f"{going.address}/login")
    going.camera.take(guest.page, "登录", 560)


def _set_up(going: Walk) -> None:
    """District, roster, accounts; the plan of a round, and the round."""
    admin = going.seats["admin"]
    a_round.make_district(admin, DISTRICT)
    a_round.offer_roster(admin)
    going.camera.take(admin.page, "站点名册")
    a_round.take_roster(admin)
    for login, (name, role) in STAFF.items():
        going.codes[login] = a_round.make_account(admin, login, name, role)
    going.codes[a_round.HEAD] = a_round.make_heads(admin)
    admin.write("首次登录的网址", ADDRESS)
    going.camera.take(admin.page, "账号", 1132, beside=False)
    a_round.fill_plan(admin, ROUND, FILING_NUMBER)
    going.camera.take(admin.page, "轮次方案")
    a_round.make_round(admin)


def _marks(going: Walk) -> None:
    """The experts are assigned to all stations; one of them hands in."""
    admin = going.seats["admin"]
    admin.turn_to("分工与回避")
    for login in ("jia", "yi", "bing"):
        admin.choose("评估人", STAFF[login][0])
    admin.page.keyboard.press("Escape")
    admin.press("分配打分：3 人 × 37 个站点")
    admin.sees("已保存 111 项")
    rater = going.sits_down("jia")
    rater.page.goto(f"{going.address}/activate")
    rater.page.fill("#login", "jia")
    rater.page.fill("#code", going.codes["jia"])
    going.camera.take(rater.page, "激活", 830)
    going.activated("jia")
    rater.give([_sheet_of("专家甲")])
    rater.sees("提交评分")
    going.camera.take(rater.page, "我的评分", 640, at="填写与提交")
    rater.press("提交评分")
    rater.sees("评分已提交")
    admin.open("rounds")
    going.camera.take(admin.page, "轮次进度", 980)


def _sheet_of(rater: str) -> Path:
    (sheet,) = (each for each in a_round.MARKS if each.stem.endswith(rater[-1]))
    return sheet


def _rating(going: Walk) -> None:
    evaluator = going.activated("pinggu1")
    others = [each for each in a_round.MARKS if each != _sheet_of("专家甲")]
    a_round.hand_over(evaluator, [*others, *a_round.FIGURES])
    changes = evaluator.main.locator("details[open] > summary").filter(has_text="新文件带来的改动")
    if changes.count():
        changes.first.click()
    going.camera.take(evaluator.page, "轮次导入")
    a_round.rate(evaluator)
    a_round.review(evaluator)
    going.camera.take(evaluator.page, "公示")
    a_round.step_to(evaluator, "公示")


def _own_result(going: Walk) -> None:
    head = going.activated(a_round.HEAD)
    going.camera.take(head.page, "我的反馈", 800)
    phone = going.sits_down("phone", 390)
    phone.log_in(a_round.HEAD)
    going.camera.take(phone.page, "手机反馈")


def _objection(going: Walk) -> None:
    head = going.seats[a_round.HEAD]
    a_round.begin_objection(head)
    going.camera.take(head.page, "提出异议", 970)
    a_round.send_objection(head)
    second = going.activated("pinggu2")
    a_round.weigh_objection(second)
    going.camera.take(second.page, "异议处理", 1180, at="现在的评定")
    a_round.uphold_objection(second)
    a_round.make_final(going.seats["admin"])


def _rectification(going: Walk) -> None:
    """What one station lost is asked for, reported and before the evaluator."""
    second, head = going.seats["pinggu2"], going.seats[a_round.HEAD]
    second.open("rectification")
    second.turn_to("提出整改")
    second.choose("站点（不选为全部）", a_round.STATION)
    second.page.keyboard.press("Escape")
    second.main.get_by_text("全选", exact=True).click()
    second.visitor.settle()
    going.camera.take(second.page, "提出整改")
    second.main.get_by_role("button", name="提出整改（1 个站点").click()
    second.sees("站长登录后可以看到")
    head.open("my_objections")
    report = head.main.get_by_role("textbox").first
    report.fill("已按要求整改，现场照片和登记表附后。")
    report.press("Tab")
    head.visitor.settle()
    going.camera.take(head.page, "异议与整改", 1200)
    head.press("报送整改情况")
    second.open("rectification")
    going.camera.take(second.page, "整改管理", 1010)


def _revision(going: Walk) -> None:
    """The rubric of the round taken up again: one rule changed, what that would have done, the next revision."""
    evaluator = going.seats["pinggu1"]
    evaluator.open("rubric_workshop")
    evaluator.press("在此基础上修订")
    evaluator.main.get_by_label("修改哪一项").first.click()
    evaluator.page.keyboard.type("资源链接")
    evaluator.page.keyboard.press("Enter")
    evaluator.visitor.settle()
    evaluator.write("加多少分", "2")
    evaluator.press("保存这一项")
    evaluator.write("链接资源落地项目数（个）", "2")
    going.camera.take(evaluator.page, "修订指标", 1420, at="3.4 资源链接", beside=False)
    evaluator.turn_to("影响")
    evaluator.sees("每一处改动的作用")
    going.camera.take(evaluator.page, "修订影响", 1250, beside=False)
    evaluator.turn_to("保存")
    evaluator.write("修订理由", "资源链接达到三个项目的，已足以满足居民需求。")
    evaluator.press("保存为新的一版")
    evaluator.sees("已保存为新的一版")
    evaluator.open("rubric_workshop")
    evaluator.main.locator("summary").filter(has_text="各版记录").click()
    evaluator.main.get_by_text("与上一版的差异").click()
    evaluator.visitor.settle()
    going.camera.take(evaluator.page, "标准库")


def _upkeep(going: Walk) -> None:
    admin = going.seats["admin"]
    admin.open("log_and_backup")
    going.camera.take(admin.page, "日志")
    admin.turn_to("备份")
    going.camera.take(admin.page, "备份", 620)
