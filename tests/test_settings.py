"""Settings: where each value comes from, what is refused, and that no value is ever repeated."""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.arguments import common_options
from bot.console import Console
from bot.core.errors import InvalidInput, SettingsRefused
from bot.discord_commands import markdown_table, print_invites, print_settings
from bot.discord_token import DiscordToken, application_id
from bot.invite import LEAST, list_invites
from bot.service_arguments import add_discord_commands as register
from bot.settings import list_settings, load_settings
from bot.surroundings import find_database
from tests.terminal import ROOT, run_onrecord

TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gtests.canary-token-of-the-settings-tests"
_WRONG_FOR_ALL = "canary value\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    def write_file(content: str) -> str:
        path = tmp_path / "onrecord.toml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write_file


def test_without_anything_every_setting_is_at_its_default() -> None:
    loaded = load_settings({"XDG_DATA_HOME": "/data"})
    assert loaded.sources == {}
    assert loaded.settings.database == "/data/onrecord/onrecord.db"
    assert loaded.settings.token is None
    assert loaded.settings.shared_library
    assert not loaded.settings.user_installs


def test_the_environment_goes_before_the_file_and_an_option_before_both(
    write: Callable[[str], str],
) -> None:
    file = write('cooldown_uses = 3\nlog_level = "ERROR"\ndatabase = "/file.db"\n')
    environment = {
        "ONRECORD_SETTINGS": file,
        "ONRECORD_LOG_LEVEL": "DEBUG",
        "ONRECORD_DATABASE": "/environment.db",
    }
    loaded = load_settings(environment, database="/option.db")
    assert loaded.settings.cooldown_uses == 3
    assert loaded.settings.log_level == "DEBUG"
    assert loaded.settings.database == "/option.db"
    assert dict(loaded.sources) == {
        "cooldown_uses": f"file {file}",
        "log_level": "environment (ONRECORD_LOG_LEVEL)",
        "database": "option --database",
    }


@pytest.mark.parametrize(
    ("text", "meant"), [("on", True), ("YES", True), ("1", True), ("off", False), ("false", False)]
)
def test_truth_can_be_said_in_the_usual_words(text: str, meant: bool) -> None:
    assert load_settings({"ONRECORD_USER_INSTALLS": text}).settings.user_installs is meant


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert load_settings({"ONRECORD_COOLDOWN_USES": ""}).settings.cooldown_uses == 5


@pytest.mark.parametrize(
    "variable",
    [
        s.variable
        for s in list_settings()
        if s.name not in ("database", "token_file")  # any text is a path
    ],
)
def test_a_wrong_value_is_refused_by_name_and_never_repeated(variable: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        load_settings({variable: _WRONG_FOR_ALL})
    name = next(s.name for s in list_settings() if s.variable == variable)
    assert name in str(refused.value)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    "line",
    [
        'cooldown_uses = "canary"',
        "cooldown_uses = 0",
        "cooldown_seconds = 1e9",
        "user_installs = 1",
        'language = "canary"',
        "token = 12345",
    ],
)
def test_a_wrong_value_in_the_file_is_refused_by_name(
    write: Callable[[str], str], line: str
) -> None:
    with pytest.raises(SettingsRefused, match=line.split(" ", maxsplit=1)[0]) as refused:
        load_settings({}, file=write(line))
    assert "canary" not in str(refused.value)


def test_a_misspelt_name_in_the_file_is_refused_with_the_name_that_was_meant(
    write: Callable[[str], str],
) -> None:
    with pytest.raises(SettingsRefused, match=r"“cooldown_use”.*did you mean cooldown_uses"):
        load_settings({}, file=write("cooldown_use = 3"))


def test_a_file_that_is_no_toml_is_refused_without_quoting_it(write: Callable[[str], str]) -> None:
    with pytest.raises(SettingsRefused, match="not valid TOML \\(at end of document\\)") as refused:
        load_settings({}, file=write('token = "canary'))
    assert "canary" not in str(refused.value)


def test_brackets_without_end_and_names_that_no_file_can_have_are_refused(
    write: Callable[[str], str],
) -> None:
    with pytest.raises(SettingsRefused, match="not valid TOML"):
        load_settings({}, file=write("a = " + "[" * 5000))
    with pytest.raises(SettingsRefused, match=r"database.*expected the path of a file"):
        load_settings({}, file=write('database = "\\u0000"'))


def test_a_missing_settings_file_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="cannot be read: no such file"):
        load_settings({"ONRECORD_SETTINGS": "/nowhere/onrecord.toml"})


def test_a_misspelt_variable_is_pointed_out() -> None:
    assert load_settings({"ONRECORD_DATABSE": "x"}).unknown_variables == ("ONRECORD_DATABSE",)


def test_the_token_is_found_in_a_file_and_in_the_credentials_of_systemd(tmp_path: Path) -> None:
    (tmp_path / "discord_token").write_text(f"{TOKEN}\n")
    for environment in (
        {"DISCORD_TOKEN_FILE": str(tmp_path / "discord_token")},
        {"CREDENTIALS_DIRECTORY": str(tmp_path)},
        {"DISCORD_TOKEN": f" {TOKEN} "},
    ):
        token = load_settings(environment).settings.token
        assert token is not None
        assert token.reveal() == TOKEN


def test_a_token_file_that_cannot_be_read_is_refused_by_name() -> None:
    with pytest.raises(SettingsRefused, match="token_file cannot be read: no such file"):
        load_settings({"DISCORD_TOKEN_FILE": "/nowhere/token"})


@pytest.mark.parametrize("text", ["Bot abc.def.ghi", "canary\ncanary", "canary–dash", " "])
def test_what_cannot_be_a_token_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        load_settings({"DISCORD_TOKEN": text})
    assert "canary" not in str(refused.value)


def test_a_token_does_not_show_itself() -> None:
    settings = load_settings({"DISCORD_TOKEN": TOKEN}).settings
    assert "canary" not in f"{settings} {settings!r} {settings.token} {[settings.token]}"


def test_the_application_id_is_read_from_the_token() -> None:
    assert application_id(DiscordToken(TOKEN)) == 1100000000000000001
    assert application_id(DiscordToken("no-token-at-all")) is None


def test_the_first_link_asks_for_no_permission_and_the_second_for_no_more_than_is_used() -> None:
    nothing, least = list_invites(42, user_installs=False)
    assert "permissions=0" in nothing.url
    assert f"permissions={LEAST}" in least.url
    administrator, manage = 1 << 3, (1 << 4) | (1 << 5) | (1 << 13) | (1 << 28)
    assert LEAST & (administrator | manage) == 0


def test_user_installs_add_a_link_that_asks_for_commands_only() -> None:
    *_, own = list_invites(42, user_installs=True)
    assert own.url.endswith("client_id=42&scope=applications.commands&integration_type=1")


def test_settings_are_printed_with_their_source_and_the_token_masked() -> None:
    said = _say(["settings"], {"DISCORD_TOKEN": TOKEN, "ONRECORD_LANGUAGE": "de"})
    lines = {line.split()[0]: line for line in said.splitlines()}
    assert set(lines) == {setting.name for setting in list_settings()}
    assert "de" in lines["language"]
    assert "environment (ONRECORD_LANGUAGE)" in lines["language"]
    assert "default" in lines["log_level"]
    assert "****" in lines["token"]
    assert "canary" not in said


def test_every_setting_is_a_row_of_the_table_for_the_documentation() -> None:
    rows = markdown_table().splitlines()[2:]
    assert len(rows) == len(list_settings())
    assert all(row.count(" | ") == 4 and "| –  |" not in row for row in rows)
    assert all(setting.meaning and setting.expected for setting in list_settings())


def test_the_readme_has_the_table_of_settings_as_it_is() -> None:
    readme = Path(__file__).parent.parent / "README.md"
    if "ONRECORD_COOLDOWN_USES" not in readme.read_text(encoding="utf-8"):
        pytest.skip("the README has no table of settings yet")
    assert markdown_table() in readme.read_text(encoding="utf-8")


def test_invite_needs_an_application_from_the_token_or_the_option() -> None:
    assert "client_id=1100000000000000001" in _say(["invite"], {"DISCORD_TOKEN": TOKEN})
    assert "client_id=123456789012345678" in _say(
        ["invite", "--application", "123456789012345678"], {}
    )
    with pytest.raises(SettingsRefused, match="--application"):
        _say(["invite"], {})
    with pytest.raises(InvalidInput, match="15 to 20 digits"):
        _say(["invite", "--application", "onrecord"], {})


def test_the_database_is_where_the_option_the_environment_or_the_data_folder_says() -> None:
    environment = {"ONRECORD_DATABASE": "/environment.db", "XDG_DATA_HOME": "/data"}
    assert find_database("/option.db", environment) == Path("/option.db")
    assert find_database(None, environment) == Path("/environment.db")
    assert find_database(None, {"XDG_DATA_HOME": "/data"}) == Path("/data/onrecord/onrecord.db")


def test_every_command_finds_the_database_where_the_settings_file_says(
    write: Callable[[str], str],
) -> None:
    file = write('database = "/file.db"\nlog_level = "ERROR"\n')
    assert find_database(None, {}, settings_file=file) == Path("/file.db")
    assert find_database(None, {"ONRECORD_SETTINGS": file}) == Path("/file.db")
    environment = {"ONRECORD_SETTINGS": file, "ONRECORD_DATABASE": "/environment.db"}
    assert find_database(None, environment) == Path("/environment.db")
    assert find_database("/option.db", environment) == Path("/option.db")


def test_a_settings_file_that_names_no_database_leaves_it_in_the_data_folder(
    write: Callable[[str], str],
) -> None:
    environment = {"ONRECORD_SETTINGS": write('language = "de"\n'), "XDG_DATA_HOME": "/data"}
    assert find_database(None, environment) == Path("/data/onrecord/onrecord.db")


@pytest.mark.parametrize("command", [["ask", "kursk"], ["backup", "."], ["forget", "1"]])
def test_a_settings_file_that_cannot_be_used_is_refused_by_every_command_that_needs_it(
    tmp_path: Path, write: Callable[[str], str], command: list[str]
) -> None:
    file = write("database = 5\n")
    done = run_onrecord(*command, "--settings", file, database=None, XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 78
    assert "The setting database (the settings file) cannot be used" in done.stderr
    assert not (tmp_path / "onrecord").exists()


def test_ask_answers_from_the_record_that_the_settings_file_names(
    tmp_path: Path, write: Callable[[str], str]
) -> None:
    file = write(f"database = '{tmp_path / 'named.db'}'\n")
    for variables, options in (({}, ("--settings", file)), ({"ONRECORD_SETTINGS": file}, ())):
        done = run_onrecord("ask", "kursk", *options, database=None, **variables)
        assert done.returncode in (0, 1), done.stderr
        assert (tmp_path / "named.db").exists()


def test_a_question_at_the_terminal_loads_no_settings_unless_a_file_is_named() -> None:
    code = "import bot.__main__, sys; sys.exit('bot.settings' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def _say(arguments: list[str], environment: dict[str, str]) -> str:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers(dest="command"), common_options())
    options = parser.parse_args(arguments)
    out = io.StringIO()
    console = Console(io.StringIO(), out, io.StringIO(), environment, datetime.now(UTC))
    run = {"settings": print_settings, "invite": print_invites}[options.command]
    assert run(options, console) == 0
    return out.getvalue()
