"""`backup`, `restore`, `migrate`: keeping a district's data, for whoever may run commands where they lie."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing

from rating.command_line.arguments import Answer, Request
from rating.command_line.outputs import check_targets
from rating.district.people.person import AT_THE_SERVER
from rating.district.storage.backup_file import Manifest
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, open_database
from rating.problems import Refused
from rating.shown import moment_text
from rating.workflow import upkeep


def backup(request: Request) -> Answer:
    target = request.options["out"]
    problems = check_targets({"backup": target}, [])
    if problems:
        raise Refused(problems)
    with _database(request) as database:
        if database.file is not None and not database.file.exists():
            raise refuse(
                "not_found", "没有这个数据文件", str(database.file), "请核对 --database 或 RATING_DATABASE_URL"
            )
        manifest = upkeep.back_up(database, AT_THE_SERVER, target)
    told = f"已备份到 {target}：{_contents(manifest)}\n其中有账号和密码的散列值，只有文件的主人可以读取；请妥善保管。"
    return Answer(told)


def restore(request: Request) -> Answer:
    """Without `--yes` only what the backup holds, and that nothing was changed."""
    source = request.files[0]
    if "yes" not in request.typed:
        manifest = upkeep.look_into_backup(AT_THE_SERVER, source)
        return Answer(f"备份完好：{_contents(manifest)}\n没有恢复。确认要替换数据库中的全部内容，请加上 --yes 再运行。")
    with _database(request) as database:
        manifest, kept = upkeep.restore(database, AT_THE_SERVER, source)
    before = f"\n恢复前的数据已备份到 {kept}" if kept else ""
    return Answer(f"已恢复：{_contents(manifest)}{before}\n所有人需要重新登录；正在运行的服务请重新启动。")


def migrate(request: Request) -> Answer:
    with _database(request) as database:
        before, after = upkeep.migrate(database, AT_THE_SERVER)
    if before == after:
        return Answer(f"数据的版本已是 {after}，不需要升级。")
    return Answer(f"已升级：{before or '（空）'} → {after}")


def _contents(manifest: Manifest) -> str:
    made = moment_text(manifest.made_at)
    uploads = manifest.rows_of("upload")
    return (
        f"{made} 的数据（版本 {manifest.form}），{len(manifest.tables)} 张表 {manifest.rows} 行，上传文件 {uploads} 份"
    )


def _database(request: Request) -> closing[Database]:
    return closing(open_database(request.typed.get("database", "")))


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {"backup": backup, "restore": restore, "migrate": migrate}
