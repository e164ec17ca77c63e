"""The first tables of this app."""

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
                ("calendar", models.CharField(default="hanh-chinh", max_length=40)),
                ("basis", models.CharField(blank=True, max_length=200)),
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
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="org_unit_version_is_never_empty"
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
    ]
