"""The first tables of this app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Applicant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("id_number", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=11)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
            options={
                "db_table": "population_applicant",
                "indexes": [models.Index(fields=["phone"], name="population_applicant_phone")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id_number__regex", "^[0-9]{12}$")),
                        name="population_id_number_is_12_digits",
                    )
                ],
            },
        ),
    ]
