"""运行状况 says at once whether anything needs doing, and what."""

from __future__ import annotations

from pathlib import Path

from rating.district.storage.backup import write_backup
from rating.district.storage.database import Database
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of


def test_what_needs_doing_is_said_and_gone_once_it_is_done(
    one_database: Database, sign_in: SignIn, tmp_path: Path
) -> None:
    here = made(one_database)
    sign_in(here.admin)
    run = open_screen("log_and_backup")
    run.button_group[0].set_value("运行状况").run()
    text = text_of(run)
    assert "还没有备份过" in text and "存到另一台机器上" in text
    assert "需要处理" in text and "SQLite" in text
    write_backup(one_database, here.admin, tmp_path / "b.zip")
    run.button(key="health_again").click().run()
    assert "还没有备份过" not in text_of(run)
