"""The first tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=1000)),
                ("field", models.CharField(max_length=200)),
                ("issuer", models.CharField(blank=True, max_length=200)),
                (
                    "online_level",
                    models.CharField(
                        blank=True, choices=[("full", "Toàn trình"), ("partial", "Một phần")], max_length=10
                    ),
                ),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "db_table": "procedures_procedure",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["search"], name="procedures_search")],
            },
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("decision", models.CharField(blank=True, max_length=80)),
                ("term_direct", models.CharField(blank=True, max_length=10)),
                ("term_online", models.CharField(blank=True, max_length=10)),
                ("term_postal", models.CharField(blank=True, max_length=10)),
                ("term_certain", models.BooleanField(default=True)),
                ("term_note", models.CharField(blank=True, max_length=500)),
                (
                    "fee_kind",
                    models.CharField(
                        choices=[
                            ("free", "Miễn phí"),
                            ("fixed", "Mức cố định"),
                            ("several", "Nhiều mức"),
                            ("provincial_council", "Theo nghị quyết của Hội đồng nhân dân tỉnh"),
                            ("by_law", "Theo văn bản quy định"),
                            ("unknown", "Chưa rõ"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fee_amount", models.PositiveIntegerField(null=True)),
                ("fee_online_amount", models.PositiveIntegerField(null=True)),
                ("fee_note", models.CharField(blank=True, max_length=1000)),
                ("result_name", models.CharField(max_length=1000)),
                ("result_code", models.CharField(blank=True, max_length=40)),
                (
                    "legal_basis",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "db_table": "procedures_version",
            },
        ),
        migrations.CreateModel(
            name="Process",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "cấp tỉnh"), ("district", "cấp huyện"), ("commune", "cấp xã")],
                        max_length=10,
                    ),
                ),
                ("receives", models.CharField(blank=True, max_length=80)),
                ("resolves", models.CharField(blank=True, max_length=80)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="processes",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "db_table": "procedures_process",
            },
        ),
        migrations.CreateModel(
            name="RequiredPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=1000)),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("required", models.BooleanField(default=True)),
                ("show_only", models.BooleanField(default=False)),
                ("group", models.CharField(blank=True, max_length=300)),
                ("condition", models.CharField(blank=True, max_length=1000)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "db_table": "procedures_required_paper",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
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
                ("place", models.CharField(default="receiving", max_length=80)),
                ("budget_minutes", models.PositiveIntegerField()),
                (
                    "may_send_back_to",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="procedures.process"
                    ),
                ),
            ],
            options={
                "db_table": "procedures_step",
                "ordering": ["order"],
            },
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("procedure", "="), ("valid", "&&")], name="procedures_versions_do_not_overlap"
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(fields=("version", "level"), name="procedures_one_process_a_level"),
        ),
        migrations.AddConstraint(
            model_name="requiredpaper",
            constraint=models.UniqueConstraint(fields=("version", "code"), name="procedures_paper_once_a_version"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("process", "order"), name="procedures_steps_are_ordered"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("process", "code"), name="procedures_step_code_once_a_process"),
        ),
    ]
