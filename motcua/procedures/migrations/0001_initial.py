"""The first tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("number", models.CharField(max_length=80)),
                ("approved_on", models.DateField()),
                ("sent_on", models.DateField(null=True)),
                ("late_reason", models.CharField(blank=True, max_length=500)),
                ("is_demonstration", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "procedures_review_plan",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=1200)),
                ("field", models.CharField(db_index=True, max_length=200)),
                ("issuer", models.CharField(blank=True, max_length=200)),
                (
                    "online_level",
                    models.CharField(
                        blank=True, choices=[("full", "Toàn trình"), ("partial", "Một phần")], max_length=10
                    ),
                ),
                ("is_provincial", models.BooleanField(default=False)),
                ("is_non_boundary", models.BooleanField(default=False)),
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
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("decision", "Theo quyết định công bố"),
                            ("law", "Theo ngày văn bản có hiệu lực"),
                            ("assumed", "Ngày bắt đầu là quy ước"),
                            ("page_2026", "Theo danh mục quốc gia đọc tháng 7/2026"),
                        ],
                        default="decision",
                        max_length=10,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=80)),
                (
                    "tiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ministry", "Cấp bộ"),
                                ("province", "Cấp tỉnh"),
                                ("district", "Cấp huyện"),
                                ("commune", "Cấp xã"),
                                ("other", "Cơ quan khác"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                    ),
                ),
                ("term_direct", models.CharField(blank=True, max_length=10)),
                ("term_online", models.CharField(blank=True, max_length=10)),
                ("term_postal", models.CharField(blank=True, max_length=10)),
                ("term_certain", models.BooleanField(default=True)),
                ("term_note", models.CharField(blank=True, max_length=500)),
                ("cutoff_time", models.TimeField(null=True)),
                (
                    "fee_kind",
                    models.CharField(
                        choices=[
                            ("free", "Miễn phí"),
                            ("fixed", "Mức cố định"),
                            ("several", "Nhiều mức"),
                            ("provincial_council", "Theo nghị quyết của Hội đồng nhân dân tỉnh"),
                            ("by_law", "Theo văn bản quy định"),
                            ("foreign_currency", "Thu bằng ngoại tệ"),
                            ("unknown", "Chưa rõ"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fee_amount", models.PositiveBigIntegerField(null=True)),
                ("fee_up_to", models.PositiveBigIntegerField(null=True)),
                ("fee_online_amount", models.PositiveBigIntegerField(null=True)),
                ("fee_note", models.CharField(blank=True, max_length=1000)),
                ("result_name", models.CharField(blank=True, max_length=1000)),
                ("result_code", models.CharField(blank=True, max_length=300)),
                ("subjects", models.CharField(blank=True, max_length=500)),
                ("agency", models.CharField(blank=True, max_length=300)),
                ("agency_search", django.contrib.postgres.search.SearchVectorField(null=True)),
                ("sequence", models.TextField(blank=True)),
                ("requirements", models.TextField(blank=True)),
                ("sets", models.PositiveSmallIntegerField(default=1)),
                (
                    "legal_basis",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list),
                ),
                (
                    "lacks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Tên thủ tục"),
                                ("sequence", "Trình tự thực hiện"),
                                ("manner", "Cách thức thực hiện"),
                                ("papers", "Thành phần, số lượng hồ sơ"),
                                ("term", "Thời hạn giải quyết"),
                                ("subjects", "Đối tượng thực hiện"),
                                ("agency", "Cơ quan giải quyết"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                    ),
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
            name="PublicationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=80)),
                ("signed_on", models.DateField()),
                ("title", models.CharField(max_length=500)),
                ("issuer", models.CharField(max_length=200)),
                ("legal_text", models.CharField(blank=True, max_length=80)),
                ("legal_text_issued_on", models.DateField(null=True)),
                ("effective_on", models.DateField(null=True)),
                ("is_fast_track", models.BooleanField(default=False)),
                ("entered_on", models.DateField(null=True)),
                ("late_reason", models.CharField(blank=True, max_length=500)),
                ("is_demonstration", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "procedures_publication_decision",
                "ordering": ["-signed_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("number", "signed_on"), name="procedures_decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_on", None), ("entered_on__gte", models.F("signed_on")), _connector="OR"
                        ),
                        name="procedures_decision_signed_before_entered",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="procedures.publicationdecision",
            ),
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="listings", to="procedures.procedure"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="procedures.publicationdecision",
                    ),
                ),
            ],
            options={
                "db_table": "procedures_listing",
            },
        ),
        migrations.CreateModel(
            name="DecisionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("listed", "Công bố danh mục"),
                            ("new", "Mới ban hành"),
                            ("amended", "Sửa đổi, bổ sung"),
                            ("replaced", "Thay thế"),
                            ("annulled", "Hủy bỏ"),
                            ("abolished", "Bãi bỏ"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_lines",
                        to="procedures.procedure",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="procedures.publicationdecision",
                    ),
                ),
            ],
            options={
                "db_table": "procedures_decision_line",
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
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("product", models.CharField(max_length=300)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "Giữ nguyên"),
                            ("amended", "Sửa đổi"),
                            ("supplemented", "Bổ sung"),
                            ("replaced", "Thay thế"),
                            ("annulled", "Hủy bỏ"),
                            ("abolished", "Bãi bỏ"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(null=True)),
                ("is_proposal", models.BooleanField(default=False)),
                ("term_before", models.CharField(blank=True, max_length=10)),
                ("term_after", models.CharField(blank=True, max_length=10)),
                ("stated_cut", models.PositiveSmallIntegerField(null=True)),
                ("dossiers_a_year", models.PositiveIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="procedures.publicationdecision",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="procedures.procedure"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="procedures.reviewplan"
                    ),
                ),
            ],
            options={
                "db_table": "procedures_review_item",
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
        migrations.CreateModel(
            name="VersionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("opened_by", models.CharField(max_length=160)),
                ("opened_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=160)),
                ("changed_at", models.DateTimeField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="procedures.procedure"
                    ),
                ),
                (
                    "published",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "db_table": "procedures_draft",
            },
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(fields=("version", "level"), name="procedures_one_process_a_level"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="process",
            trigger=pgtrigger.compiler.Trigger(
                name="processes_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c492e0feb2bf9c4124a9f4e5c7e5ad271f4df08",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_processes_stay_068b7",
                    table="procedures_process",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=django.contrib.postgres.indexes.GinIndex(fields=["tiers"], name="procedures_version_tiers"),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=django.contrib.postgres.indexes.GinIndex(fields=["agency_search"], name="procedures_version_agency"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("procedure", "="), ("valid", "&&")], name="procedures_versions_do_not_overlap"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="procedureversion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_its_end_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency" IS DISTINCT FROM (NEW."agency") OR OLD."agency_search" IS DISTINCT FROM (NEW."agency_search") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."cutoff_time" IS DISTINCT FROM (NEW."cutoff_time") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."fee_amount" IS DISTINCT FROM (NEW."fee_amount") OR OLD."fee_kind" IS DISTINCT FROM (NEW."fee_kind") OR OLD."fee_note" IS DISTINCT FROM (NEW."fee_note") OR OLD."fee_online_amount" IS DISTINCT FROM (NEW."fee_online_amount") OR OLD."fee_up_to" IS DISTINCT FROM (NEW."fee_up_to") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lacks" IS DISTINCT FROM (NEW."lacks") OR OLD."legal_basis" IS DISTINCT FROM (NEW."legal_basis") OR OLD."procedure_id" IS DISTINCT FROM (NEW."procedure_id") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."requirements" IS DISTINCT FROM (NEW."requirements") OR OLD."result_code" IS DISTINCT FROM (NEW."result_code") OR OLD."result_name" IS DISTINCT FROM (NEW."result_name") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."sets" IS DISTINCT FROM (NEW."sets") OR OLD."subjects" IS DISTINCT FROM (NEW."subjects") OR OLD."term_certain" IS DISTINCT FROM (NEW."term_certain") OR OLD."term_direct" IS DISTINCT FROM (NEW."term_direct") OR OLD."term_note" IS DISTINCT FROM (NEW."term_note") OR OLD."term_online" IS DISTINCT FROM (NEW."term_online") OR OLD."term_postal" IS DISTINCT FROM (NEW."term_postal") OR OLD."tiers" IS DISTINCT FROM (NEW."tiers"))',
                    func="RAISE EXCEPTION 'a published version says what it says';",
                    hash="6526c247040be6bd8a358bacd8422bf620170243",
                    operation="UPDATE",
                    pgid="pgtrigger_only_its_end_changes_690c8",
                    table="procedures_version",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="procedureversion",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e22f55449c0570dfb6b50a8e90468a146d71ac8b",
                    operation="DELETE",
                    pgid="pgtrigger_versions_are_never_deleted_f4ce1",
                    table="procedures_version",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("procedure", "="), ("valid", "&&")], name="procedures_listed_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionline",
            constraint=models.UniqueConstraint(fields=("decision", "procedure"), name="procedures_decision_line_once"),
        ),
        migrations.AddConstraint(
            model_name="requiredpaper",
            constraint=models.UniqueConstraint(fields=("version", "code"), name="procedures_paper_once_a_version"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requiredpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="papers_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5a0e81567c7159cfe3bfb03c8f7d5fb8e0d348fc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_papers_stay_990d1",
                    table="procedures_required_paper",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(fields=["outcome", "outcome_on"], name="procedures_review_outcome"),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(fields=["procedure", "-outcome_on", "-id"], name="procedures_review_latest"),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.UniqueConstraint(fields=("plan", "procedure"), name="procedures_planned_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_on", None)),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("outcome_on__isnull", False)),
                    _connector="OR",
                ),
                name="procedures_outcome_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("term_after", ""), ("term_before", "")),
                    models.Q(models.Q(("term_before", ""), _negated=True), models.Q(("term_after", ""), _negated=True)),
                    _connector="OR",
                ),
                name="procedures_both_terms_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("process", "order"), name="procedures_steps_are_ordered"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("process", "code"), name="procedures_step_code_once_a_process"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="step",
            trigger=pgtrigger.compiler.Trigger(
                name="steps_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="45919decdc662331741685b4dac5f8341db21b7e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_steps_stay_fc39f",
                    table="procedures_step",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="versiondraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("discarded_at", None), ("published", None)),
                fields=("procedure",),
                name="procedures_one_open_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="versiondraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("published", None), ("discarded_at", None), _connector="OR"),
                name="procedures_draft_ends_once",
            ),
        ),
    ]
