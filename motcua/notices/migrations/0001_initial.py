"""The first tables of this app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient_id", models.BigIntegerField()),
                ("recipient_name", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("says", models.CharField(max_length=2000)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("cause", models.BigIntegerField(null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "mail_state",
                    models.CharField(
                        choices=[
                            ("none", "không gửi thư"),
                            ("waiting", "chờ gửi thư"),
                            ("sent", "đã gửi thư"),
                            ("failed", "gửi thư không thành công"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("mail_error", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "db_table": "notices_notice",
                "indexes": [
                    models.Index(fields=["recipient_id", "-id"], name="notices_of_person"),
                    models.Index(condition=models.Q(("read_at", None)), fields=["recipient_id"], name="notices_unread"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient_id", "cause", "kind"), name="notices_once_a_cause")
                ],
            },
        ),
    ]
