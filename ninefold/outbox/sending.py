"""Sending what is due, by SMTP or, in the demonstration, into the list of sent copies.

A message is claimed and the claim committed before the mail server is spoken to; its end is committed on its own. A worker that is killed
leaves a lease that runs out. So a message of the usual kind is sent at least once, always with the same Message-ID, and one whose kind
is `at_most_once` never twice.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from ninefold.outbox.kinds import Due, kind_of
from ninefold.outbox.models import Message, SentCopy
from ninefold.outbox.rendering import Rendered, render
from ninefold.outbox.signals import bounced

log = logging.getLogger(__name__)

BATCH = 3
GIVE_UP_AFTER = 80
PERMANENT = range(500, 600)

CLAIM = """
UPDATE outbox_message SET lease_until = %s, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM outbox_message
    WHERE state = 'waiting' AND not_before <= %s AND lease_until <= %s
    ORDER BY not_before LIMIT %s {skip_locked}
) RETURNING id
"""


class Refused(Exception):
    """The mail server will never take this message."""


class Unreachable(Exception):
    """The mail server cannot be used now. `not_taken`: it is certain that it did not take the message."""

    def __init__(self, trouble: str, *, not_taken: bool) -> None:
        super().__init__(trouble)
        self.not_taken = not_taken


def send_due() -> int:
    """Send all that is due; gives how many messages came to their end. Stops early while the mail server cannot be used."""
    now = timezone.now()
    if not Message.objects.filter(state=Message.State.WAITING, not_before__lte=now, lease_until__lte=now).exists():
        return 0
    if settings.NINEFOLD_DEMO:
        return _send_all(None)
    mail = get_connection()
    try:
        mail.open()
        return _send_all(mail)
    except (smtplib.SMTPException, OSError, Unreachable) as trouble:
        log.warning("mail waits: %s", type(trouble).__name__ if not isinstance(trouble, Unreachable) else trouble)
        return 0
    finally:
        _close(mail)


def _send_all(mail: BaseEmailBackend | None) -> int:
    ended = 0
    while claimed := _claim():
        for place, message_id in enumerate(claimed):
            try:
                _send(message_id, mail)
            except Unreachable:
                _put_back(claimed[place + 1 :])
                raise
            ended += 1
    return ended


def _lease() -> timedelta:
    # Longer than the mail server may take for a whole batch, so that no second worker takes a message that is under way.
    return timedelta(seconds=BATCH * settings.EMAIL_TIMEOUT * 3)


def _claim() -> list[UUID]:
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        lease = connection.ops.adapt_datetimefield_value(now + _lease())
        cursor.execute(CLAIM.format(skip_locked=skip), [lease, moment, moment, BATCH])
        return [value if isinstance(value, UUID) else UUID(value) for (value,) in cursor.fetchall()]


def _put_back(message_ids: list[UUID]) -> None:
    Message.objects.filter(pk__in=message_ids, state=Message.State.WAITING).update(lease_until=timezone.now())


def _send(message_id: UUID, mail: BaseEmailBackend | None) -> None:
    message = Message.objects.get(pk=message_id)
    due = Due(kind=message.kind, to=message.to, facts=message.facts, subject_of=message.subject_of)
    try:
        rendered = _rendered(due)
    except Exception as trouble:
        # One message that cannot be written must hold up no other; it is seen in the log and in `ninefold doctor`.
        log.exception("a message of the kind %s cannot be written", due.kind)
        _try_later(message, due, type(trouble).__name__)
        return
    if rendered is None:
        _end(message)
    elif mail is None:
        _keep_copy(message, rendered)
    elif kind_of(due.kind).at_most_once:
        _send_at_most_once(message, due, rendered, mail)
    else:
        _send_at_least_once(message, due, rendered, mail)


def _rendered(due: Due) -> Rendered | None:
    kind = kind_of(due.kind)
    added = kind.at_sending(due) if kind.at_sending else {}
    return None if added is None else render(due.kind, {**due.facts, **added})


def _send_at_least_once(message: Message, due: Due, rendered: Rendered, mail: BaseEmailBackend) -> None:
    try:
        _hand_over(message, due, rendered, mail)
    except Refused as refusal:
        if kind_of(due.kind).keeps_silent:
            _end(message)
            return
        _end(message, Message.State.BOUNCED, trouble=str(refusal))
        bounced.send(Message, kind=due.kind, subject_of=due.subject_of)
    except Unreachable as trouble:
        _try_later(message, due, str(trouble))
        raise
    else:
        _end(message)


def _send_at_most_once(message: Message, due: Due, rendered: Rendered, mail: BaseEmailBackend) -> None:
    # Its end is written first. A refusal leaves no trace: only people who had not answered can be refused a reminder.
    tries = message.attempts
    _end(message)
    try:
        _hand_over(message, due, rendered, mail)
    except Refused:
        return
    except Unreachable as trouble:
        if trouble.not_taken:
            message.attempts = tries
            _try_later(message, due, str(trouble))
        raise


def _hand_over(message: Message, due: Due, rendered: Rendered, mail: BaseEmailBackend) -> None:
    email = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[due.to],
        connection=mail,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(rendered.html, "text/html")
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise _said(code) from error
    except smtplib.SMTPDataError as error:
        raise _said(error.smtp_code) from error
    except smtplib.SMTPSenderRefused as error:
        raise Unreachable(f"the mail server refused our sender with {error.smtp_code}", not_taken=True) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(type(error).__name__, not_taken=False) from error


def _said(code: int) -> Refused | Unreachable:
    if code in PERMANENT:
        return Refused(f"the mail server said {code}")
    return Unreachable(f"the mail server said {code}", not_taken=True)


def _close(mail: BaseEmailBackend) -> None:
    try:
        mail.close()
    except (smtplib.SMTPException, OSError):
        # A connection that broke cannot be closed politely; the next message opens a new one.
        mail.connection = None  # type: ignore[attr-defined]  # the SMTP back-end's own attribute


def _end(message: Message, state: str = Message.State.DONE, *, trouble: str = "") -> None:
    """Mark a message's end and wipe what it said. Sent and no longer wanted look alike: who got a reminder tells who had not answered."""
    message.state, message.trouble, message.facts = state, trouble, {}
    kind = kind_of(message.kind)
    if kind.forget_address:
        message.to = ""
    if kind.keeps_silent:
        message.attempts, message.lease_until = 0, message.not_before
    message.save(update_fields=["state", "trouble", "facts", "to", "attempts", "lease_until"])


def _try_later(message: Message, due: Due, trouble: str) -> None:
    if message.attempts >= GIVE_UP_AFTER:
        _give_up(message, due, trouble)
        return
    message.state, message.trouble = Message.State.WAITING, trouble[:200]
    message.to, message.facts = due.to, dict(due.facts)
    message.lease_until = timezone.now() + timedelta(seconds=min(30 * 2 ** min(message.attempts, 5), 600))
    message.save(update_fields=["state", "to", "facts", "trouble", "attempts", "lease_until"])


def _give_up(message: Message, due: Due, trouble: str) -> None:
    # A silent kind ends as if it had been sent: only people who had not answered are tried so often.
    if kind_of(due.kind).keeps_silent:
        _end(message)
    else:
        _end(message, Message.State.GIVEN_UP, trouble=trouble[:200])


@transaction.atomic
def _keep_copy(message: Message, rendered: Rendered) -> None:
    SentCopy.objects.create(
        kind=message.kind, to=message.to, subject=rendered.subject, text=rendered.text, html=rendered.html
    )
    _end(message)
