"""The first tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("username", models.CharField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "người"), ("software", "phần mềm kết nối")], default="person", max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("sort_key", models.CharField(db_collation="C", max_length=400)),
                ("search", django.contrib.postgres.search.SearchVectorField()),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("opened_at", models.DateTimeField()),
                ("signed_in_at", models.DateTimeField(null=True)),
                ("password_set_at", models.DateTimeField(null=True)),
                ("must_change_password", models.BooleanField(default=False)),
                ("password_is_short", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "people_account",
                "indexes": [
                    models.Index(fields=["sort_key", "username"], name="people_account_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="people_account_search"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientCalls",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minute", models.DateTimeField()),
                ("calls", models.PositiveIntegerField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_client_calls",
            },
        ),
        migrations.CreateModel(
            name="SignInTries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_sign_in_tries",
            },
        ),
        migrations.CreateModel(
            name="UsedPassword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128)),
                ("set_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_used_password",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leave", "nghỉ phép"),
                            ("sick", "nghỉ ốm"),
                            ("maternity", "nghỉ thai sản"),
                            ("mission", "đi công tác"),
                            ("study", "đi học, bồi dưỡng"),
                            ("other", "vắng mặt vì việc khác"),
                        ],
                        max_length=10,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_absence",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("account", "="), ("valid", "&&")], name="people_one_is_away_once_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__upper_inf", False)), name="people_an_absence_ends"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientSecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=160)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=160)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="secrets", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_client_secret",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", "")),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoked_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="people_a_revoked_secret_says_by_whom",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resigned", "thôi việc"),
                            ("moved", "chuyển công tác"),
                            ("retired", "nghỉ hưu"),
                            ("idle", "lâu không đăng nhập"),
                        ],
                        max_length=10,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("took_effect_at", models.DateTimeField(null=True)),
                ("reopened_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_closure",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("account", "="), ("valid", "&&")],
                        name="people_an_account_is_closed_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                ("basis", models.CharField(max_length=200)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
            options={
                "db_table": "people_delegation",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("giver", "="), ("taker", "="), ("role", "="), ("unit", "="), ("valid", "&&")],
                        name="people_a_role_is_delegated_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="people_nobody_stands_in_for_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__upper_inf", False)), name="people_a_delegation_ends"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.TextField(blank=True)),
                ("kept_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_kept_answer",
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(fields=["kept_at"], name="people_kept_answer_at")
                ],
                "constraints": [models.UniqueConstraint(fields=("account", "key"), name="people_one_answer_a_key")],
            },
        ),
        migrations.CreateModel(
            name="PostHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("title", models.CharField(max_length=160)),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
            options={
                "db_table": "people_post_held",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("account", "="), ("unit", "="), ("title", "="), ("valid", "&&")],
                        name="people_one_post_of_a_title_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
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
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
            options={
                "db_table": "people_role_held",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("account", "="), ("role", "="), ("unit", "="), ("valid", "&&")],
                        name="people_a_role_is_held_once_at_a_time",
                    )
                ],
            },
        ),
    ]
