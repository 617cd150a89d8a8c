"""PostgreSQL samples column values into its statistics, which outlive the rows. Hashes, boxes and comments are kept out."""

from django.db import migrations

COLUMNS = (
    ("vault_invitation", "h_inv"),
    ("vault_invitation", "rater_id"),
    ("vault_token_copy", "h_inv"),
    ("vault_token_copy", "box"),
    ("vault_draft", "h_resp"),
    ("vault_draft", "box"),
    ("vault_urn", "h_resp"),
    ("vault_urn", "box"),
    ("vault_comment", "id"),
    ("vault_comment", "text"),
    ("vault_comment", "rater"),
    ("vault_certified_table", "packed"),
)


def set_statistics(editor, target):
    if editor.connection.vendor == "postgresql":
        for table, column in COLUMNS:
            editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {target}")


def keep_none(apps, editor):
    set_statistics(editor, 0)


def keep_usual(apps, editor):
    set_statistics(editor, -1)


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [migrations.RunPython(keep_none, keep_usual)]
