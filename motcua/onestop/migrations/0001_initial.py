"""The first tables of this app."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("org", "0001_initial"),
        ("population", "0001_initial"),
        ("procedures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True)),
                ("lookup_code", models.CharField(max_length=12, unique=True)),
                ("intake_key", models.UUIDField(unique=True)),
                (
                    "channel",
                    models.PositiveSmallIntegerField(choices=[(1, "Trực tiếp"), (2, "Trực tuyến"), (3, "Bưu chính")]),
                ),
                ("applicant_name", models.CharField(max_length=120)),
                ("applicant_id_number", models.CharField(max_length=12)),
                ("applicant_phone", models.CharField(max_length=11)),
                ("applicant_address", models.CharField(blank=True, max_length=300)),
                ("applicant_email", models.EmailField(blank=True, max_length=254)),
                ("abstract", models.CharField(max_length=1000)),
                ("sets", models.PositiveSmallIntegerField(default=1)),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=160)),
                ("term", models.CharField(blank=True, max_length=10)),
                ("calendar", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField(null=True)),
                ("early_until", models.DateTimeField(null=True)),
                ("due_trace", models.JSONField(default=list)),
                ("finished_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Mới đăng ký"),
                            (2, "Được tiếp nhận"),
                            (3, "Không được tiếp nhận"),
                            (4, "Đang xử lý"),
                            (5, "Yêu cầu bổ sung giấy tờ"),
                            (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
                            (7, "Công dân yêu cầu rút hồ sơ"),
                            (8, "Dừng xử lý"),
                            (9, "Đã xử lý xong"),
                            (10, "Đã trả kết quả"),
                        ],
                        default=2,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("search", django.contrib.postgres.search.SearchVectorField()),
                (
                    "is_early",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Q(("finished_at__lte", models.F("early_until"))),
                        output_field=models.BooleanField(null=True),
                    ),
                ),
                (
                    "is_on_time",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Q(
                            models.Q(
                                ("early_until", None), ("finished_at__gt", models.F("early_until")), _connector="OR"
                            ),
                            ("finished_at__lte", models.F("due_at")),
                        ),
                        output_field=models.BooleanField(null=True),
                    ),
                ),
                (
                    "is_late",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Q(("finished_at__gt", models.F("due_at"))),
                        output_field=models.BooleanField(null=True),
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="population.applicant"
                    ),
                ),
                (
                    "intake_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
                (
                    "procedure_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedureversion"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.process"
                    ),
                ),
                (
                    "resolving_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
                (
                    "return_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
            options={
                "db_table": "onestop_dossier",
            },
        ),
        migrations.CreateModel(
            name="ClockEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "Bắt đầu"),
                            ("suspend", "Tạm dừng"),
                            ("resume", "Tiếp tục"),
                            ("extend", "Gia hạn"),
                            ("reset", "Tính lại"),
                            ("stop", "Dừng"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("term", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clock_events", to="onestop.dossier"
                    ),
                ),
            ],
            options={
                "db_table": "onestop_clock_event",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=1000)),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="onestop.dossier"
                    ),
                ),
                (
                    "required_paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.requiredpaper",
                    ),
                ),
            ],
            options={
                "db_table": "onestop_paper",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=1000)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("number", models.CharField(max_length=60)),
                ("signed_on", models.DateField()),
                ("signed_by", models.CharField(blank=True, max_length=160)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("entered_by", models.CharField(max_length=160)),
                ("entered_at", models.DateTimeField()),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="result", to="onestop.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "db_table": "onestop_result",
            },
        ),
        migrations.CreateModel(
            name="ResultHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("receiver_name", models.CharField(max_length=120)),
                ("receiver_id_number", models.CharField(max_length=12)),
                ("relation", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("handed_by", models.CharField(max_length=160)),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_over", to="onestop.dossier"
                    ),
                ),
            ],
            options={
                "db_table": "onestop_result_hand_over",
            },
        ),
        migrations.CreateModel(
            name="StepRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("one_stop_clerk", "cán bộ tiếp nhận và trả kết quả"),
                            ("specialist", "công chức chuyên môn thụ lý"),
                            ("leader", "lãnh đạo phê duyệt"),
                            ("department_head", "thủ trưởng cơ quan"),
                            ("counter_supervisor", "phụ trách bộ phận một cửa"),
                            ("administrator", "quản trị hệ thống"),
                        ],
                        max_length=40,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("holder_name", models.CharField(blank=True, max_length=160)),
                ("taken_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("minutes_used", models.PositiveIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed_on", "Chuyển bước sau"),
                            ("approved", "Đã duyệt"),
                            ("sent_back", "Trả lại bước trước"),
                            ("handed_out", "Đã trả kết quả"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=2000)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="onestop.dossier"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.step"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
            options={
                "db_table": "onestop_step_run",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("added_by", models.CharField(max_length=160)),
                ("added_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="onestop.dossier"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="onestop.paper"
                    ),
                ),
                (
                    "step_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="onestop.steprun",
                    ),
                ),
            ],
            options={
                "db_table": "onestop_attachment",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["intake_unit", "-received_at"], name="onestop_dossier_intake"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["resolving_unit", "-received_at"], name="onestop_dossier_resolving"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["applicant_id_number"], name="onestop_dossier_person"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["applicant_phone"], name="onestop_dossier_phone"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("finished_at", None)), fields=["due_at"], name="onestop_dossier_open"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="onestop_dossier_search"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("early_until", None), ("due_at__isnull", False), _connector="OR"),
                name="onestop_early_only_with_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at", None), ("early_until__lte", models.F("due_at")), _connector="OR"),
                name="onestop_early_before_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("status__in", [9, 10])),
                    models.Q(models.Q(("status__in", [9, 10]), _negated=True), ("finished_at", None)),
                    _connector="OR",
                ),
                name="onestop_finished_exactly_when_9_or_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at__isnull", False), ("status", 10)),
                    models.Q(models.Q(("status", 10), _negated=True), ("returned_at", None)),
                    _connector="OR",
                ),
                name="onestop_returned_exactly_when_10",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="status_moves_by_the_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.status NOT IN (1, 2) THEN\n                RAISE EXCEPTION 'a dossier cannot begin in state %', NEW.status;\n            END IF;\n        ELSIF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ((1, 2), (1, 3), (1, 5), (1, 6), (1, 7), (2, 4), (2, 5), (2, 6), (2, 7), (2, 8), (2, 9), (4, 5), (4, 6), (4, 7), (4, 8), (4, 9), (5, 1), (5, 2), (5, 4), (5, 7), (5, 8), (6, 2), (6, 4), (6, 7), (6, 8), (6, 9), (9, 4), (9, 10)) THEN\n            RAISE EXCEPTION 'a dossier cannot go from state % to %', OLD.status, NEW.status;\n        END IF;\n        RETURN NEW;\n    ",
                    hash="4f4c350a7b3eb35e79f55e47180f3e931dfbec79",
                    operation='INSERT OR UPDATE OF "status"',
                    pgid="pgtrigger_status_moves_by_the_table_edf18",
                    table="onestop_dossier",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="dossiers_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="79401a272bb43f7b754ab1e0a1c809f7c18ca1f7",
                    operation="DELETE",
                    pgid="pgtrigger_dossiers_are_never_deleted_38be2",
                    table="onestop_dossier",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clockevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f57e59d91104f86c327fc9efab51ee519c48510b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec763",
                    table="onestop_clock_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="steprun",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["unit", "role", "opened_at"], name="onestop_run_inbox"
            ),
        ),
        migrations.AddConstraint(
            model_name="steprun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("dossier",), name="onestop_one_open_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="steprun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("outcome", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="onestop_closed_runs_have_an_outcome",
            ),
        ),
    ]
