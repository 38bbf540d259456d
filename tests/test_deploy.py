"""What operators are given: units, container, lock, dashboard, rules, and the operator's page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.measuring import Measures
from tests.terminal import ROOT
from tests.upkeep import NOW

DEPLOY = ROOT / "deploy"
SERVICES = ("onrecord.service", "onrecord-backup.service")
UNITS = (*SERVICES, "onrecord-backup.timer")


def _analyze(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (Debian: apt install systemd)")
    for unit in UNITS:
        text = (DEPLOY / unit).read_text(encoding="utf-8")
        # `verify` wants the program to be there.
        text = text.replace("/opt/onrecord/bin/onrecord ", f"{sys.executable} ")
        (folder / unit).write_text(text, encoding="utf-8")
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, check=False, cwd=folder
    )


@pytest.mark.parametrize("unit", SERVICES)
def test_the_units_are_hardened(tmp_path: Path, unit: str) -> None:
    done = _analyze("security", "--offline=true", "--threshold=12", f"./{unit}", folder=tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_units_have_no_fault_that_systemd_sees(tmp_path: Path) -> None:
    done = _analyze("verify", *(f"./{unit}" for unit in UNITS), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_restart_policy_can_use_up_a_days_sessions() -> None:
    unit = (DEPLOY / "onrecord.service").read_text(encoding="utf-8")
    pause = re.search(r"^RestartSec=(\d+)min$", unit, re.MULTILINE)
    assert pause is not None
    assert 24 * 60 / int(pause[1]) < 1000
    assert "RestartPreventExitStatus=78" in unit
    assert 'restart: "on-failure:3"' in (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("systemd", "grows"), [(252, False), (253, False), (254, True), (257, True)]
)
def test_the_drop_in_with_short_pauses_is_installed_only_where_they_grow(
    tmp_path: Path, systemd: int, grows: bool
) -> None:
    page = (DEPLOY / "OPERATING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- command: configure -->\n```sh\n(.*?)```", page, re.DOTALL)
    for name, script in (
        ("systemctl", f"echo 'systemd {systemd} ({systemd}.39-1~deb12u2)'; echo +PAM"),
        ("install", f'echo "$@" >> {tmp_path}/installed'),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(["bash", "-euc", block], env={"PATH": path}, check=True)
    installed = (tmp_path / "installed").read_text(encoding="utf-8")
    assert "onrecord.service" in installed
    assert ("growing-pauses.conf" in installed) is grows


def _read_lock(name: str) -> dict[str, list[str]]:
    """The lock's packages with the hashes of each."""
    text = (DEPLOY / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {
        canonicalize_name(line.split("==")[0]): re.findall(r"--hash=sha256:[0-9a-f]{64}", line)
        for line in lines
    }


def _project() -> dict[str, list[str]]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "requirements.lock": content["project"]["dependencies"],
        "build.lock": content["build-system"]["requires"],
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "build.lock"])
def test_the_lock_has_every_dependency_in_an_allowed_version_with_hashes(lock: str) -> None:
    packages = _read_lock(lock)
    text = (DEPLOY / lock).read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))
    pinned = {canonicalize_name(name): version for name, version in versions.items()}
    for line in _project()[lock]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(pinned[canonicalize_name(wanted.name)]), line
    assert all(packages.values())


def test_the_lock_has_the_dependencies_of_dependencies_too() -> None:
    packages = _read_lock("requirements.lock")
    for name in packages:
        try:
            needed = requires(name) or []
        except PackageNotFoundError:
            continue  # for another version of Python
        for line in needed:
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert canonicalize_name(wanted.name) in packages, f"{name} needs {line}"


def test_nothing_given_to_operators_names_a_registry() -> None:
    pattern = re.compile(r"--(extra-)?index-url|find-links|trusted-host|https?://[^\s\"']*simple")
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_the_operators_page_names_files_and_commands_that_there_are() -> None:
    page = (DEPLOY / "OPERATING.md").read_text(encoding="utf-8")
    table = page[: page.index("## Install")]
    for name in re.findall(r"`([\w./-]+)`", table):
        assert (DEPLOY / name).exists(), name
    for module in re.findall(r"python -m tests\.(\w+)", page):
        assert (ROOT / "tests" / f"{module}.py").exists(), module
    for path in re.findall(r"pytest (tests/\w+\.py)", page):
        assert (ROOT / path).exists(), path


def test_the_shell_of_the_operators_page_can_be_read_by_a_shell() -> None:
    page = (DEPLOY / "OPERATING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    assert len(blocks) > 6
    for block in blocks:
        done = subprocess.run(
            ["bash", "-n"], input=block, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), block


def _named_figures(text: str) -> set[str]:
    names = set(re.findall(r"\b(?:onrecord|process)_[a-z0-9_]+", text))
    return {re.sub(r"_(bucket|total)$", "", name) for name in names}


def test_dashboard_and_rules_name_only_figures_that_there_are(tmp_path: Path) -> None:
    measures = Measures()
    (tmp_path / "record.db").write_bytes(b"")
    (tmp_path / "record.db.last-backup").write_text(
        json.dumps({"made_at": NOW.isoformat(), "path": "x", "size": 1}), encoding="utf-8"
    )
    measures.watch_database(tmp_path / "record.db", lambda: NOW)
    there = {family.name for family in measures.registry.collect()}
    for name in ("dashboard.json", "alerts.yml"):
        named = _named_figures((DEPLOY / name).read_text(encoding="utf-8"))
        assert len(named) > 5
        assert named <= there, named - there
    assert json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))["panels"]
