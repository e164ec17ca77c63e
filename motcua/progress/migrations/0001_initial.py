"""The first tables of this app."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("rules_name", models.CharField(blank=True, max_length=200)),
                ("handed_in_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=1000)),
                ("tokens", models.PositiveIntegerField(default=0)),
                ("quantities", models.PositiveIntegerField(default=0)),
                ("ties", models.PositiveIntegerField(default=0)),
                ("missing", models.JSONField(default=list)),
                ("text", models.TextField(blank=True)),
                ("blocks", models.JSONField(default=list)),
                ("page_starts", models.JSONField(default=list)),
                ("put_away_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "db_table": "progress_audited_report",
            },
        ),
        migrations.CreateModel(
            name="ReportFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sum", "tổng"),
                            ("ratio", "tỷ lệ"),
                            ("percent_sum", "tổng các tỷ lệ"),
                            ("part_of", "bộ phận trong tổng thể"),
                            ("identity", "số phải bằng nhau"),
                            ("target", "chỉ tiêu"),
                            ("difference", "chênh lệch"),
                            ("notation", "cách viết số"),
                            ("question", "điều cần xem lại"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("error", "lỗi"), ("warning", "cảnh báo"), ("question", "câu hỏi")], max_length=10
                    ),
                ),
                ("printed", models.TextField()),
                ("exact", models.TextField(blank=True)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("says", models.TextField()),
                ("repairs", models.JSONField(default=list)),
                ("places", models.JSONField(default=list)),
                ("rule", models.CharField(blank=True, max_length=200)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="progress.auditedreport",
                    ),
                ),
            ],
            options={
                "db_table": "progress_report_finding",
            },
        ),
        migrations.AddIndex(
            model_name="auditedreport",
            index=models.Index(
                condition=models.Q(("put_away_at", None)), fields=["account", "-id"], name="progress_reports_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", False), models.Q(("refusal", ""), ("text", "")), _connector="OR"
                ),
                name="progress_result_has_its_moment",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="reports_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="cffeea14559f23a21da0aaaa9f21f25fcc0a6800",
                    operation="DELETE",
                    pgid="pgtrigger_reports_are_never_deleted_5e727",
                    table="progress_audited_report",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="handed_in_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."rules_id" IS DISTINCT FROM (NEW."rules_id") OR OLD."rules_name" IS DISTINCT FROM (NEW."rules_name") OR OLD."handed_in_at" IS DISTINCT FROM (NEW."handed_in_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a3e00262d263d5a6cfd3f890ce499bad6e94096b",
                    operation="UPDATE",
                    pgid="pgtrigger_handed_in_once_6619e",
                    table="progress_audited_report",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="audited_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."blocks" IS DISTINCT FROM (NEW."blocks") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."missing" IS DISTINCT FROM (NEW."missing") OR OLD."page_starts" IS DISTINCT FROM (NEW."page_starts") OR OLD."quantities" IS DISTINCT FROM (NEW."quantities") OR OLD."refusal" IS DISTINCT FROM (NEW."refusal") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."ties" IS DISTINCT FROM (NEW."ties") OR OLD."tokens" IS DISTINCT FROM (NEW."tokens"))',
                    func="\n                    IF OLD.finished_at IS NOT NULL THEN RAISE EXCEPTION 'a report is audited once'; END IF;\n                    RETURN NEW;\n                ",
                    hash="ec08cb9b22e30d915009dfb66fe5b69268b7c36c",
                    operation="UPDATE",
                    pgid="pgtrigger_audited_once_2fbc7",
                    table="progress_audited_report",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfinding",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="progress_findings_are_numbered"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f653e37b4c904209a1a182cc6d5ead7ef5b2033f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_1e5da",
                    table="progress_report_finding",
                    when="BEFORE",
                ),
            ),
        ),
    ]
