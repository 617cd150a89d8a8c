"""The operator's command: what each prints and returns, as a person would call it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ninefold.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def usual_environment() -> dict[str, str]:
    """Ours without what the tests set for themselves."""
    own = ("NINEFOLD_", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def ninefold(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ninefold", *arguments],
        cwd=ROOT,
        env={**usual_environment(), **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def demo(tmp_path: Path) -> dict[str, str]:
    """The environment of a demonstration in an empty folder."""
    return {"NINEFOLD_DEMO": "yes", "NINEFOLD_DATA_DIR": str(tmp_path / "data")}


def one_line(said: subprocess.CompletedProcess[str]) -> str:
    """The single line on standard error of a command that refused."""
    assert said.returncode != 0
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1, said.stderr
    return lines[0]


def test_help_lists_every_command() -> None:
    said = ninefold("--help")
    assert said.returncode == 0
    for name in COMMANDS:
        assert name in said.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    said = ninefold(name, "--help")
    assert said.returncode == 0
    assert len(said.stdout) > 80


def test_missing_secret_key_is_one_line() -> None:
    assert "NINEFOLD_SECRET_KEY" in one_line(ninefold("doctor"))


@pytest.mark.parametrize(
    ("setting", "value", "word"),
    [
        ("NINEFOLD_DATABASE", "mysql://x", "sqlite"),
        ("NINEFOLD_SMTP_PORT", "abc", "whole number"),
        ("NINEFOLD_SMTP_SECURITY", "ssl", "starttls"),
        ("NINEFOLD_MINIMUM_RATERS", "2", "3"),
        ("NINEFOLD_DEMO", "maybe", "yes or no"),
        ("NINEFOLD_MAIL_FROM", "nobody", "address"),
        ("NINEFOLD_SECRET_KEY_FILE", "/no/such/file", "cannot be read"),
    ],
)
def test_wrong_setting_is_named_in_one_line(setting: str, value: str, word: str) -> None:
    key = {} if "SECRET" in setting else {"NINEFOLD_SECRET_KEY": "k" * 60}
    line = one_line(ninefold("doctor", **{**key, setting: value}))
    assert setting.removesuffix("_FILE") in line
    assert word in line


def test_demonstration_refuses_a_public_host(demo: dict[str, str]) -> None:
    assert "this machine only" in one_line(ninefold("serve", NINEFOLD_HOSTS="feedback.example.org", **demo))
    assert "127.0.0.1" in one_line(ninefold("serve", "--host", "0.0.0.0", **demo))  # noqa: S104


def test_doctor_of_an_empty_installation_says_what_to_do(demo: dict[str, str]) -> None:
    Path(demo["NINEFOLD_DATA_DIR"]).mkdir()
    said = ninefold("doctor", **demo)
    assert said.returncode == 1
    assert "ninefold migrate" in said.stdout


def test_unreachable_database_is_said_plainly() -> None:
    said = ninefold(
        "doctor", NINEFOLD_SECRET_KEY="k" * 60, NINEFOLD_DATABASE="postgresql://x@/none?host=%2Ftmp%2Fno-such-folder"
    )
    assert said.returncode == 1
    assert "database cannot be reached" in said.stdout
    assert "Traceback" not in said.stderr


def test_backup_holds_no_secret_and_comes_back(demo: dict[str, str], tmp_path: Path) -> None:
    assert ninefold("migrate", **demo).returncode == 0
    keys = Path(demo["NINEFOLD_DATA_DIR"]) / "keys" / "close"
    keys.mkdir(parents=True)
    (keys / "round").write_bytes(b"the canary secret of a round")
    said = ninefold("backup", "--to", str(tmp_path / "archives"), **demo)
    assert said.returncode == 0, said.stderr
    (data,) = (tmp_path / "archives").glob("ninefold-data-*.tar.gz")
    (kept,) = (tmp_path / "archives").glob("ninefold-keys-*.tar.gz")
    assert data.stat().st_mode & 0o077 == 0
    with tarfile.open(data) as archive:
        assert sorted(archive.getnames()) == ["database.sqlite3", "version.json"]
        for name in archive.getnames():
            part = archive.extractfile(name)
            assert part is not None
            assert b"canary" not in part.read()
    with tarfile.open(kept) as archive:
        assert "keys/close/round" in archive.getnames()

    assert "not empty" in one_line(ninefold("restore", str(data), "--keys", str(kept), **demo))
    elsewhere = {**demo, "NINEFOLD_DATA_DIR": str(tmp_path / "elsewhere")}
    said = ninefold("restore", str(data), "--keys", str(kept), **elsewhere)
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "elsewhere" / "keys" / "close" / "round").exists()
    assert "migrations: well" in ninefold("doctor", **elsewhere).stdout


def test_restore_of_something_else_is_refused(demo: dict[str, str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.tar.gz"
    wrong.write_bytes(b"not an archive")
    assert "not an archive" in one_line(ninefold("restore", str(wrong), **demo))


def test_restore_of_a_newer_archive_says_which_program_it_needs(demo: dict[str, str], tmp_path: Path) -> None:
    note = tmp_path / "version.json"
    note.write_text(json.dumps({"program": "99.0.0", "database": "sqlite"}))
    with tarfile.open(tmp_path / "newer.tar.gz", "w:gz") as archive:
        archive.add(note, arcname="version.json")
    assert "99.0.0" in one_line(ninefold("restore", str(tmp_path / "newer.tar.gz"), **demo))


def test_first_organisation_comes_with_its_operator(demo: dict[str, str]) -> None:
    assert ninefold("migrate", **demo).returncode == 0
    first = ("organisation", "Eastmoor", "--region", "North", "--operator-name", "Lee", "--operator-email")
    assert "not an e-mail address" in one_line(ninefold(*first, "lee", **demo))
    said = ninefold(*first, "lee@example.org", **demo)
    assert said.returncode == 0, said.stderr
    assert "lee@example.org" in said.stdout
    assert ninefold(*first, "lee@example.org", **demo).returncode == 0


def test_bounce_leaves_others_mail_alone(demo: dict[str, str]) -> None:
    assert ninefold("migrate", **demo).returncode == 0
    said = ninefold("bounce", stdin="Subject: lunch\n\nShall we?\n", **demo)
    assert (said.returncode, said.stdout.strip()) == (0, "not a returned message of ours")


def test_model_items_are_printed_one_a_line() -> None:
    said = ninefold("model", "items", "tests/packs/leadership-climate")
    assert said.returncode == 0, said.stderr
    assert said.stdout.split()[:2] == ["LEAD01", "LEAD02"]


def test_unknown_pack_is_one_line() -> None:
    assert "no-such-pack" in one_line(ninefold("model", "check", "no-such-pack"))


def test_attack_on_something_else_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("[]")
    assert "not a report file" in one_line(ninefold("attack", str(path)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own loopback address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_for(address: str, wanted: int, seconds: float = 40) -> int:
    deadline = time.monotonic() + seconds
    while (status := answer_of(address)) != wanted and time.monotonic() < deadline:
        time.sleep(0.2)
    return status


def test_serve_answers_restarts_its_worker_and_stops_whole(demo: dict[str, str]) -> None:
    assert ninefold("migrate", **demo).returncode == 0
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "ninefold", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env={**usual_environment(), **demo},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_for(f"http://127.0.0.1:{port}/readyz", 200) == 200
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        workers = [pid for pid in children if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]
        (worker,) = workers
        os.kill(int(worker), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            now = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            if len(now) == 2 and worker not in now:
                break
            time.sleep(0.2)
        else:
            pytest.fail("the worker was not started again")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
        assert all(not Path(f"/proc/{pid}").exists() for pid in now)
        assert answer_of(f"http://127.0.0.1:{port}/livez") == 0
    finally:
        server.kill()
