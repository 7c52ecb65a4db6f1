"""Ties the entries written so far to each other, in the order in which they were written."""

import hashlib
import json
import secrets
from datetime import UTC

from django.db import migrations

ROWS_AT_ONCE = 500


def chain_entries(apps, schema_editor):
    Event = apps.get_model("foundation", "Event")
    LogChain = apps.get_model("foundation", "LogChain")
    head, written = LogChain(pk=1, length=0, digest="0" * 64), []
    for event in Event.objects.order_by("id").iterator(chunk_size=ROWS_AT_ONCE):
        written.append(tie(event, head))
        if len(written) == ROWS_AT_ONCE:
            save(Event, written)
            written = []
    save(Event, written)
    head.save()


def tie(event, head):
    event.number, event.previous, event.salt = head.length + 1, head.digest, secrets.token_hex(16)
    event.content_digest = content_digest(event)
    event.digest = sha256(event.previous + event.content_digest)
    head.length, head.digest = event.number, event.digest
    return event


def save(model, events):
    model.objects.bulk_update(events, ["number", "salt", "previous", "content_digest", "digest"])


def content_digest(event):
    said = {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "acting_for": event.acting_for,
        "act": event.act,
        "subject": [event.subject_kind, event.subject_id, event.subject_name],
        "before": plain(event.before),
        "after": plain(event.after),
        "salt": event.salt,
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def plain(value):
    if isinstance(value, dict):
        return {name: plain(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [plain(inside) for inside in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def sha256(text):
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_chain_mails_feeds")]

    # Backwards the columns go with the migration before; nothing is to be undone here.
    operations = [migrations.RunPython(chain_entries, migrations.RunPython.noop, elidable=True)]
