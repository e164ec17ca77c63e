"""The first tables of this app."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
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
            name="FactRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
    ]
