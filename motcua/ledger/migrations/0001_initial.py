"""The first tables of this app."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import motcua.ledger.models.facts


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JobFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job_id", models.BigIntegerField()),
                ("run", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("says", models.TextField()),
                ("detail", models.TextField(default="")),
            ],
            options={
                "db_table": "ledger_job_failure",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "ledger_number_series",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("system", models.CharField(max_length=20)),
                ("xid_from", models.BigIntegerField()),
                ("xid_until", models.BigIntegerField()),
                ("after_id", models.BigIntegerField()),
                ("count", models.PositiveBigIntegerField()),
                ("tree_root", models.BinaryField(max_length=32)),
                ("ids_digest", models.BinaryField(max_length=32)),
                ("previous_root", models.BinaryField(max_length=32)),
                ("root", models.BinaryField(max_length=32)),
                ("public_key", models.BinaryField(max_length=32)),
                ("signature", models.BinaryField(max_length=64)),
            ],
            options={
                "db_table": "ledger_seal",
            },
        ),
        migrations.CreateModel(
            name="SealPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField())),
                ("leaves", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_seal_page",
            },
        ),
        migrations.CreateModel(
            name="FactRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "xid",
                    models.BigIntegerField(db_default=motcua.ledger.models.facts.CurrentTransaction(), editable=False),
                ),
                ("kind", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("by", models.JSONField()),
                ("data", models.JSONField()),
            ],
            options={
                "db_table": "ledger_fact",
                "indexes": [
                    models.Index(fields=["subject", "subject_id", "id"], name="ledger_fact_subject"),
                    models.Index(fields=["at"], name="ledger_fact_at"),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["xid"], name="ledger_fact_xid"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factrow",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="68870db1916651a397b143d26875c877150de116",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_db63f",
                    table="ledger_fact",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factrow",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the ledger is never emptied';",
                    hash="08edefc80373f4b225b7e5a9f85a8aebe18d40be",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncated_e8e67",
                    table="ledger_fact",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="jobfailure",
            index=models.Index(fields=["job_id", "id"], name="ledger_job_failure_job"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7d947d1b94d67119d257c955eaa865f9b3edf1ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_b4161",
                    table="ledger_seal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the ledger is never emptied';",
                    hash="56812764c1769ad4f303ba368cac1ae0d6a0ee58",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncated_c05e2",
                    table="ledger_seal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sealpage",
            name="seal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="ledger.seal"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealpage",
            constraint=models.UniqueConstraint(fields=("seal", "number"), name="ledger_seal_page_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealpage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d5b61440bd45c5950646995cb5735d06c128088c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_d92fb",
                    table="ledger_seal_page",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealpage",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the ledger is never emptied';",
                    hash="9cc3e787a71192421eb776a2f5dc26f2feff87e9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncated_d7366",
                    table="ledger_seal_page",
                    when="BEFORE",
                ),
            ),
        ),
    ]
