"""Every command of `python -m rating`: its words, its options, its help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """`--name VALUE`, exactly one value; `--name` alone where `value` is ""."""

    name: str
    value: str
    help: str
    required: bool = False

    @property
    def written(self) -> str:
        plain = f"{self.name} {self.value}".strip()
        return plain if self.required else f"[{plain}]"


@dataclass(frozen=True)
class Command:
    """One command: its words, its options, and how many files it takes (`most` None: any number)."""

    words: tuple[str, ...]
    summary: str
    options: tuple[Option, ...] = ()
    file: str = ""
    most: int | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def usage(self) -> str:
        more = "…" if self.file and self.most is None else ""
        files = (self.file + more,) if self.file else ()
        return " ".join(("python -m rating", self.name, *(option.written for option in self.options), *files))


_RUBRIC = Option("--rubric", "评分标准.yaml", "评分标准文件", required=True)
_ROSTER = Option("--roster", "名册.xlsx", "单位名册：代码、名称、类型、街镇")
_MAPPING = Option("--mapping", "对应关系.yaml", "需要确认的事项写进这个文件；核对并改为 yes 后再运行即按它读取")
_DATABASE = Option("--database", "网址", "数据库；不写则用 RATING_DATABASE_URL，或本机数据文件夹中的文件")
_JSON = Option("--json", "结果.json", "把结果写成 JSON，供其他程序使用；写 - 即打印出来")
_LOGIN = Option("--login", "登录名", "账号的登录名，不分大小写", required=True)
_DISTRICT = Option("--district", "区名", "属于哪个区；管理员可不写，即管理全部区")
_ROLES = "管理员、评估员、评估人、站长、查看人"
_REACH = (
    _DISTRICT,
    Option("--stations", "站点代码", "站长负责的站点，几个时用顿号或逗号隔开"),
    Option("--kinds", "站点类型", "限定评估员、查看人的站点类型，几个时用顿号或逗号隔开"),
)

COMMANDS = (
    Command(
        ("rate",),
        "评定：读取评分表，给出名次和星级",
        (
            _RUBRIC,
            _ROSTER,
            Option("--previous", "上一轮.json", "上一轮用 --json 写出的结果，升降星规则要用"),
            _MAPPING,
            Option("--out", "排名.xlsx", "把排名、得分和口径说明写成 Excel"),
            Option("--csv", "排名.csv", "每个站点一行的数据表，供统计用；在 Excel 中请用「数据→自文本/CSV」打开"),
            Option("--parquet", "得分.parquet", "每个站点、每项指标一行的数据表，供统计分析软件读取"),
            Option("--letters", "意见书.zip", "全部站点的反馈意见书（Word），一站一份"),
            Option("--report", "总报告.docx", "评估总报告（Word），不列站点和评估人的名称"),
            _JSON,
        ),
        "评分表",
    ),
    Command(
        ("check",),
        "核对：只读取和核对评分表，不评分",
        (
            _RUBRIC,
            _ROSTER,
            _MAPPING,
            Option("--annotated", "批注版.xlsx", "把问题标在评分表的副本上；有几个文件时，其余的写在旁边"),
            Option("--problems", "问题清单.xlsx", "把问题写成 Excel 清单，有问题也写；文件名以 .csv 结尾即写成 CSV"),
            Option("--json", "核对.json", "把核对结果写成 JSON，有问题也写；写 - 即打印出来"),
        ),
        "评分表",
    ),
    Command(
        ("template",),
        "模板：按评分标准和名册生成填报用的 Excel",
        (
            _RUBRIC,
            _ROSTER,
            Option("--rater", "姓名", "只出这位评估人的打分表，并填好姓名"),
            Option("--role", "评估主体", "评估人的评估主体；评分标准中只有一个打分的评估主体时可不写"),
            Option("--out", "模板.xlsx", "写到哪个 Excel 文件", required=True),
        ),
    ),
    Command(
        ("goals",),
        "目标：对照规划目标看是否达到",
        (
            Option("--goals", "目标.yaml", "目标文件", required=True),
            Option("--ratings", "结果.json", "用 rate --json 写出的评定结果，按星级计算的目标要用"),
            _MAPPING,
            Option("--out", "目标达成.xlsx", "把目标达成情况写成 Excel"),
            _JSON,
        ),
        "数据表",
    ),
    Command(("rubric", "lint"), "检查评分标准：能否使用，有无形式主义考核内容", file="评分标准.yaml"),
    Command(("rubric", "show"), "按评审会阅读的样子打印评分标准", file="评分标准.yaml", most=1),
    Command(
        ("rubric", "to-excel"),
        "把评分标准写成 Excel，供在 Excel 或 WPS 中修改",
        (_RUBRIC, Option("--out", "评分标准.xlsx", "写到哪个 Excel 文件", required=True)),
    ),
    Command(
        ("rubric", "from-excel"),
        "读回改过的 Excel，写成评分标准；有问题的按工作表和单元格列出，不写文件",
        (Option("--out", "评分标准.yaml", "写到哪个文件，写 - 即打印出来", required=True),),
        file="评分标准.xlsx",
        most=1,
    ),
    Command(
        ("rubric", "diff"),
        "列出两份评分标准的每一处不同：先写原来的，再写改过的",
        file="原来的.yaml 改过的.yaml",
        most=2,
    ),
    Command(("rubric", "schema"), "打印评分标准文件的 JSON Schema，供编辑器提示和校验"),
    Command(
        ("backup",),
        "备份：把整个数据库写成一个文件",
        (Option("--out", "备份.zip", "写到哪个文件；其中有密码的散列值，请妥善保管", required=True), _DATABASE),
    ),
    Command(
        ("restore",),
        "恢复：用备份替换数据库中的全部内容",
        (_DATABASE, Option("--yes", "", "确认替换；不写则只核对备份并说明其中有什么")),
        "备份.zip",
        1,
    ),
    Command(("user", "list"), "账号：列出全部账号", (_DISTRICT, _DATABASE)),
    Command(
        ("user", "add"),
        "账号：建立一个账号，打印它的激活码",
        (
            _LOGIN,
            Option("--name", "姓名", "使用人的姓名", required=True),
            Option("--role", "角色", _ROLES, required=True),
            *_REACH,
            _DATABASE,
        ),
    ),
    Command(
        ("user", "activate"),
        "账号：重发激活码，例如管理员忘记了密码；原密码和全部登录随即失效",
        (_LOGIN, _DATABASE),
    ),
    Command(("user", "stop"), "账号：停用，并结束它的全部登录", (_LOGIN, _DATABASE)),
    Command(("user", "resume"), "账号：恢复使用", (_LOGIN, _DATABASE)),
    Command(
        ("user", "role"),
        "账号：改变角色和范围",
        (_LOGIN, Option("--role", "角色", _ROLES, required=True), *_REACH, _DATABASE),
    ),
    Command(("migrate",), "升级：把数据库的版本升到与程序一致；空的数据库即建立各表", (_DATABASE,)),
)
