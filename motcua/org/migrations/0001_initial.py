"""The first tables of this app."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="CalendarRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("covers", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("revision", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "db_table": "org_calendar",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
            ],
            options={
                "db_table": "org_unit",
            },
        ),
        migrations.CreateModel(
            name="Reorganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("absorption", "nhập vào đơn vị đang có"),
                            ("formation", "sắp xếp thành đơn vị mới"),
                            ("division", "chia, tách"),
                            ("abolition", "kết thúc hoạt động"),
                            ("renaming", "đổi tên, đổi mã"),
                            ("transfer", "chuyển cơ quan chủ quản"),
                        ],
                        max_length=12,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("is_verified", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "db_table": "org_reorganisation",
                "indexes": [models.Index(fields=["on"], name="org_reorganisation_on")],
            },
        ),
        migrations.CreateModel(
            name="SessionPattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("sessions", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=200)),
                ("is_assumed", models.BooleanField(default=False)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="patterns", to="org.calendarrow"
                    ),
                ),
            ],
            options={
                "db_table": "org_session_pattern",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("calendar", "="), ("weekday", "="), ("valid", "&&")],
                        name="org_a_weekday_has_one_pattern",
                    ),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="org_weekday_is_one_of_seven"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("takes", models.CharField(choices=[("all", "toàn bộ"), ("part", "một phần")], max_length=4)),
                ("share_part", models.PositiveIntegerField(null=True)),
                ("share_whole", models.PositiveIntegerField(null=True)),
                ("clause", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "reorganisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="org.reorganisation"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="left_to", to="org.unit"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="took_from", to="org.unit"
                    ),
                ),
            ],
            options={
                "db_table": "org_succession",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reorganisation", "predecessor", "successor"), name="org_succession_is_told_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="org_nobody_succeeds_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("share_part", None), ("share_whole", None)),
                            models.Q(
                                ("share_part__gt", 0), ("share_whole__gt", models.F("share_part")), ("takes", "part")
                            ),
                            _connector="OR",
                        ),
                        name="org_share_of_a_part_is_a_fraction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("value", models.JSONField()),
                ("document", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="org.unit"
                    ),
                ),
            ],
            options={
                "db_table": "org_local_decision",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "unit_id", models.Value(0, models.BigIntegerField())
                                ),
                                "=",
                            ),
                            ("valid", "&&"),
                        ],
                        name="org_local_decisions_do_not_overlap",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExceptionalDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "nghỉ lễ, tết"),
                            ("substitute", "nghỉ bù"),
                            ("swap_off", "nghỉ hoán đổi"),
                            ("make_up", "làm bù"),
                            ("half_day", "làm việc một buổi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("sessions", models.CharField(blank=True, max_length=120)),
                ("pair", models.DateField(null=True)),
                ("source", models.CharField(max_length=200)),
                ("is_confirmed", models.BooleanField(default=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="org.calendarrow"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptional_days",
                        to="org.unit",
                    ),
                ),
            ],
            options={
                "db_table": "org_exceptional_day",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit", None), ("withdrawn_by", "")),
                        fields=("calendar", "day"),
                        name="org_a_day_is_told_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False), ("withdrawn_by", "")),
                        fields=("calendar", "unit", "day"),
                        name="org_a_day_of_a_unit_is_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "half_day"), models.Q(("sessions", ""), _negated=True)),
                            ("kind", "make_up"),
                            models.Q(models.Q(("kind__in", ["half_day", "make_up"]), _negated=True), ("sessions", "")),
                            _connector="OR",
                        ),
                        name="org_only_worked_days_have_sessions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pair", None), models.Q(("pair", models.F("day")), _negated=True), _connector="OR"
                        ),
                        name="org_a_day_is_not_its_own_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("source", models.CharField(max_length=200)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="org.calendarrow"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calendars", to="org.unit"
                    ),
                ),
            ],
            options={
                "db_table": "org_unit_calendar",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("unit", "="), ("valid", "&&")], name="org_a_unit_keeps_one_calendar"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("code", models.CharField(blank=True, max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=40)),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "cấp tỉnh"), ("district", "cấp huyện"), ("commune", "cấp xã")],
                        max_length=10,
                    ),
                ),
                ("identifier", models.CharField(max_length=35)),
                ("identifier_fictional", models.BooleanField(default=False)),
                ("sort_key", models.CharField(db_collation="C", max_length=400)),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("is_verified", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_versions",
                        to="org.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="org.unit"
                    ),
                ),
            ],
            options={
                "db_table": "org_unit_version",
                "indexes": [django.contrib.postgres.indexes.GistIndex(fields=["valid"], name="org_unit_version_valid")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("unit", "="), ("valid", "&&")], name="org_unit_versions_do_not_overlap"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("identifier", "="), ("valid", "&&")], name="org_identifier_names_one_unit"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        expressions=[("code", "="), ("valid", "&&")],
                        name="org_code_names_one_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="org_unit_version_is_never_empty"
                    ),
                ],
            },
        ),
    ]
