"""Messages are sent once, survive what mail servers do, and leave nothing behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from ninefold.outbox import kinds, signals
from ninefold.outbox.actions import put
from ninefold.outbox.bounces import take_bounce
from ninefold.outbox.models import Message
from ninefold.outbox.queries import outbox_health
from ninefold.outbox.sending import send_due
from tests.conftest import Postbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _template(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of the tests' own: `mail/hello.txt.jinja`."""
    from jinja2 import DictLoader

    from ninefold.outbox import rendering

    real = rendering._environment()
    loader = DictLoader(
        {
            "mail/hello.txt.jinja": "Subject: Hello {{ name }}\n\nDear {{ name }}\n\nSay hello back:\n{{ site_url }}/hello/\n",
            "mail/layout.html.jinja": Path(str(real.get_template("mail/layout.html.jinja").filename)).read_text(),
        }
    )
    environment = real.overlay(loader=loader)
    monkeypatch.setattr(rendering, "_environment", lambda: environment)


@pytest.fixture
def a_kind(monkeypatch: pytest.MonkeyPatch) -> Any:
    def declare(**changes: Any) -> None:
        monkeypatch.setitem(kinds.KINDS, "hello", kinds.Kind(**changes))

    return declare


def put_hello(key: str = "hello 1", **changes: Any) -> None:
    put(**{"kind": "hello", "to": "ruth@example.org", "key": key, "facts": {"name": "Ruth O'Neill"}, **changes})


def the_message() -> Message:
    return Message.objects.get()


def make_due() -> None:
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_message_arrives_as_text_and_html_and_is_wiped(smtp_server: Postbox) -> None:
    put_hello()
    assert send_due() == 1
    (mail,) = smtp_server.messages
    assert mail["Subject"] == "Hello Ruth O'Neill"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Dear Ruth O'Neill" in text.get_content()
    assert "Ruth O&#39;Neill" in html.get_content()
    assert ">Say hello back</a>" in html.get_content()
    assert mail["Message-ID"] == the_message().message_id
    assert the_message().state == "done"
    assert the_message().facts == {}


def test_same_key_is_put_once(smtp_server: Postbox) -> None:
    put_hello()
    put_hello()
    assert send_due() == 1


def test_message_of_a_rolled_back_change_is_never_sent(smtp_server: Postbox) -> None:
    class Undone(Exception):
        pass

    @transaction.atomic
    def change_that_fails() -> None:
        put_hello()
        raise Undone

    with pytest.raises(Undone):
        change_that_fails()
    assert send_due() == 0
    assert smtp_server.messages == []


def test_message_before_its_time_waits(smtp_server: Postbox) -> None:
    put_hello(not_before=timezone.now() + timedelta(hours=1))
    assert send_due() == 0


def test_facts_with_line_breaks_and_html_stay_text(smtp_server: Postbox) -> None:
    put_hello(facts={"name": "<b>Ruth</b>\r\nBcc: eve@example.org"})
    send_due()
    (mail,) = smtp_server.messages
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hello <b>Ruth</b> Bcc: eve@example.org"
    html = mail.get_body(("html",))
    assert html is not None
    assert "<b>Ruth" not in html.get_content()


def test_server_that_cannot_be_reached_loses_nothing(smtp_server: Postbox, settings: Any) -> None:
    put_hello()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send_due() == 0
    assert the_message().state == "waiting"
    settings.EMAIL_PORT = port
    assert send_due() == 1


@pytest.mark.parametrize("behaviour", ["hangs", "dies"])
def test_server_that_hangs_or_dies_in_the_middle_loses_nothing(
    smtp_server: Postbox, settings: Any, behaviour: str
) -> None:
    put_hello()
    good, settings.EMAIL_TIMEOUT = settings.EMAIL_PORT, 1
    with listening(behaviour) as settings.EMAIL_PORT:
        assert send_due() == 0
    assert the_message().state == "waiting"
    settings.EMAIL_PORT = good
    make_due()
    assert send_due() == 1
    assert smtp_server.messages[0]["Message-ID"] == the_message().message_id


@contextmanager
def listening(behaviour: str) -> Iterator[int]:
    """A server that greets, answers until the message itself comes, and then says nothing more or hangs up."""

    class Broken(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                if line.upper().startswith(b"DATA"):
                    if behaviour == "hangs":
                        finished.wait(10)
                    return
                self.wfile.write(b"250 OK\r\n")

    finished = threading.Event()
    server = ThreadingTCPServer(("127.0.0.1", 0), Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        finished.set()
        server.shutdown()
        server.server_close()


def test_temporary_refusal_is_tried_again_with_the_same_message_id(smtp_server: Postbox) -> None:
    put_hello()
    smtp_server.answer = "451 later"
    assert send_due() == 0
    message = the_message()
    assert (message.state, message.trouble) == ("waiting", "the mail server said 451")
    smtp_server.answer = "250 taken"
    make_due()
    assert send_due() == 1
    assert smtp_server.messages[0]["Message-ID"] == message.message_id


def test_permanent_refusal_is_a_bounce_and_is_told(smtp_server: Postbox) -> None:
    heard: list[Any] = []

    def hear(sender: Any, kind: str, subject_of: Any, **rest: Any) -> None:
        heard.append((kind, subject_of))

    signals.bounced.connect(hear)
    rater = uuid4()
    smtp_server.refuse.add("ruth@example.org")
    put_hello(subject_of=rater)
    send_due()
    assert the_message().state == "bounced"
    assert heard == [("hello", rater)]


def test_message_that_fails_for_days_is_given_up_and_seen(smtp_server: Postbox) -> None:
    put_hello()
    smtp_server.answer = "451 later"
    Message.objects.update(attempts=79)
    send_due()
    assert the_message().state == "given up"
    assert outbox_health().given_up == 1


@pytest.mark.parametrize("at_most_once", [True, False])
def test_silent_message_that_is_given_up_looks_like_a_sent_one(
    smtp_server: Postbox, a_kind: Any, at_most_once: bool
) -> None:
    a_kind(at_most_once=at_most_once, keeps_silent=True, forget_address=True)
    put_hello()
    smtp_server.answer = "451 later"
    Message.objects.update(attempts=79)
    send_due()
    message = the_message()
    assert (message.state, message.to, message.facts, message.trouble) == ("done", "", {}, "")
    assert (message.attempts, message.lease_until) == (0, message.not_before)


def test_message_to_a_rater_that_is_given_up_keeps_no_address(smtp_server: Postbox, a_kind: Any) -> None:
    a_kind(forget_address=True)
    put_hello()
    smtp_server.answer = "451 later"
    Message.objects.update(attempts=79)
    send_due()
    message = the_message()
    assert (message.state, message.to, message.facts) == ("given up", "", {})


def test_link_is_added_at_sending_and_stored_nowhere(smtp_server: Postbox, a_kind: Any) -> None:
    a_kind(at_sending=lambda due: {"name": "the secret link"}, forget_address=True)
    put_hello()
    send_due()
    assert smtp_server.messages[0]["Subject"] == "Hello the secret link"
    message = the_message()
    assert (message.to, message.facts) == ("", {})


def test_reminder_no_longer_wanted_looks_like_a_sent_one(smtp_server: Postbox, a_kind: Any) -> None:
    a_kind(at_sending=lambda due: {} if due.to.startswith("ruth") else None, at_most_once=True, forget_address=True)
    put_hello(key="1")
    put_hello(key="2", to="answered@example.org")
    send_due()
    assert len(smtp_server.messages) == 1
    sent, dropped = Message.objects.order_by("key")
    for field in ("kind", "to", "facts", "state", "trouble", "attempts"):
        assert getattr(sent, field) == getattr(dropped, field)


@pytest.mark.parametrize("at_most_once", [True, False])
def test_refusal_of_a_silent_kind_leaves_no_trace(smtp_server: Postbox, a_kind: Any, at_most_once: bool) -> None:
    a_kind(at_most_once=at_most_once, keeps_silent=True)
    smtp_server.refuse.add("ruth@example.org")
    put_hello()
    send_due()
    assert (the_message().state, the_message().trouble) == ("done", "")


def test_tries_of_a_silent_kind_are_not_kept(smtp_server: Postbox, a_kind: Any) -> None:
    a_kind(keeps_silent=True)
    put_hello()
    smtp_server.answer = "451 later"
    send_due()
    smtp_server.answer = "250 taken"
    make_due()
    send_due()
    message = the_message()
    assert (message.attempts, message.trouble, message.lease_until) == (0, "", message.not_before)


def test_reminder_that_was_not_taken_is_tried_again(smtp_server: Postbox, a_kind: Any) -> None:
    a_kind(at_most_once=True)
    put_hello()
    smtp_server.answer = "451 later"
    send_due()
    assert the_message().state == "waiting"
    smtp_server.answer = "250 taken"
    make_due()
    send_due()
    assert len(smtp_server.messages) == 1


def test_message_that_cannot_be_written_holds_up_no_other(smtp_server: Postbox, a_kind: Any) -> None:
    def broken(due: kinds.Due) -> dict[str, Any]:
        if due.to.startswith("broken"):
            raise LookupError("no such round")
        return {}

    a_kind(at_sending=broken)
    put_hello(key="1", to="broken@example.org")
    put_hello(key="2")
    send_due()
    assert [str(mail["To"]) for mail in smtp_server.messages] == ["ruth@example.org"]
    waiting = Message.objects.get(key="1")
    assert (waiting.state, waiting.trouble) == ("waiting", "LookupError")
    Message.objects.filter(key="1").update(attempts=80)
    make_due()
    send_due()
    assert outbox_health().given_up == 1


def test_claim_that_was_left_by_a_killed_worker_runs_out(smtp_server: Postbox) -> None:
    from ninefold.outbox.sending import _claim

    put_hello()
    assert len(_claim()) == 1
    assert send_due() == 0
    make_due()
    assert send_due() == 1


def test_returned_mail_is_noted_once(smtp_server: Postbox, tmp_path: Any) -> None:
    put_hello()
    send_due()
    returned = (
        "From: MAILER-DAEMON@example.org\nTo: ninefold@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt came back.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n"
        "Final-Recipient: rfc822; ruth@example.org\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {the_message().message_id}\nSubject: Hello\n\n--b--\n"
    )
    path = tmp_path / "returned.eml"
    path.write_text(returned)
    with path.open("rb") as stream:
        assert take_bounce(stream)
    assert the_message().state == "bounced"
    with path.open("rb") as stream:
        assert not take_bounce(stream)


def test_delayed_mail_is_no_bounce(smtp_server: Postbox, tmp_path: Any) -> None:
    path = tmp_path / "other.eml"
    path.write_text("Subject: out of office\n\nI am away.\n")
    with path.open("rb") as stream:
        assert not take_bounce(stream)


def test_demonstration_keeps_a_copy_and_sends_nothing(smtp_server: Postbox, settings: Any) -> None:
    from ninefold.outbox.queries import sent_copies

    settings.NINEFOLD_DEMO = True
    put_hello()
    assert send_due() == 1
    assert smtp_server.messages == []
    assert [copy.subject for copy in sent_copies()] == ["Hello Ruth O'Neill"]
