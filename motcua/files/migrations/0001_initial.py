"""The first tables of this app."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "db_table": "files_stored_file",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="files_stored_file_sha256_is_hex"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="files_stored_file_is_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "media_type__in",
                                [
                                    "application/pdf",
                                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                    "application/yaml",
                                    "image/jpeg",
                                    "image/png",
                                    "image/tiff",
                                    "text/plain",
                                ],
                            )
                        ),
                        name="files_stored_file_is_of_a_kind",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="storedfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9ec63fbef4d46c81167a0e8075ddd551fddc27ea",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_14bb3",
                    table="files_stored_file",
                    when="BEFORE",
                ),
            ),
        ),
    ]
