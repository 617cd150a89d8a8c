"""Reading delivery failures that come back by mail (RFC 3464)."""

from __future__ import annotations

from email import message_from_binary_file, policy
from email.message import EmailMessage
from typing import BinaryIO

from ninefold.outbox.kinds import kind_of
from ninefold.outbox.models import Message
from ninefold.outbox.signals import bounced


def take_bounce(stream: BinaryIO) -> bool:
    """Note that a message of ours came back for good. True if it was one of ours and the failure is permanent."""
    report = message_from_binary_file(stream, policy=policy.default)
    if not isinstance(report, EmailMessage) or not _is_permanent(report):
        return False
    message = Message.objects.filter(message_id=_original_id(report), state=Message.State.DONE).first()
    if message is None or kind_of(message.kind).keeps_silent:
        return False
    message.state = Message.State.BOUNCED
    message.save(update_fields=["state"])
    bounced.send(Message, kind=message.kind, subject_of=message.subject_of)
    return True


def _is_permanent(report: EmailMessage) -> bool:
    return any(
        str(group.get("Status", "")).strip().startswith("5.")
        for part in report.walk()
        if part.get_content_type() == "message/delivery-status"
        for group in part.get_payload()
        if hasattr(group, "get")
    )


def _original_id(report: EmailMessage) -> str:
    for part in report.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            payload = part.get_payload()
            headers = str(payload[0]) if isinstance(payload, list) else str(payload)
            for line in headers.splitlines():
                if line.lower().startswith("message-id:"):
                    return line.partition(":")[2].strip()
    return ""
