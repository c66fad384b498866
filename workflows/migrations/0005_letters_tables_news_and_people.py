"""Files of letters, tables as files, news by e-mail, a town's own words, and erased personal details."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import swapper
from django.conf import settings
from django.db import migrations, models

import workflows.models.submission_imports
import workflows.models.submissions
import workflows.models.table_files
import workflows.storage

swapper.set_app_prefix("wagtailcore", "wagtail")
BASE = swapper.get_model_name("wagtailcore", "Page")


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_workflows", "0004_register_of_comments"),
        swapper.dependency("wagtailcore", "Page"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="outcome_labels",
            field=models.JSONField(
                blank=True,
                default=dict,
                verbose_name="what outcomes were called when the settlements were published",
            ),
        ),
        migrations.AddField(
            model_name="commentwording",
            name="quote",
            field=models.TextField(blank=True, verbose_name="quoted sentence"),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="unsubscribe",
            field=models.URLField(
                blank=True,
                help_text="Mail programs offer it.",
                max_length=500,
                verbose_name="address to unsubscribe at",
            ),
        ),
        migrations.AddField(
            model_name="submitteridentity",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, db_index=True, null=True, verbose_name="name and address erased at"
            ),
        ),
        migrations.CreateModel(
            name="SubscriberNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occasion", models.CharField(max_length=100, unique=True, verbose_name="occasion")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "consultation opened"),
                            ("closing", "consultation closes soon"),
                            ("extended", "consultation extended"),
                            ("settled", "settlement published"),
                            ("approved", "approved wording published"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="happened at")),
                (
                    "noted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="noted at"),
                ),
                ("last_told", models.BigIntegerField(default=0, verbose_name="subscription told last")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="everybody told at")),
                ("over_at", models.DateTimeField(blank=True, null=True, verbose_name="over at")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="kpss_workflows.snapshot",
                        verbose_name="frozen version",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice for subscribers",
                "verbose_name_plural": "notices for subscribers",
                "ordering": ["occurred_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TableMaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8, verbose_name="kind of file")),
                ("is_working", models.BooleanField(default=False, verbose_name="working version")),
                ("state", models.CharField(blank=True, max_length=64, verbose_name="state of the table")),
                ("rows_total", models.PositiveIntegerField(default=0, verbose_name="comments")),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="comments written")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for at"),
                ),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="made at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="table_makings",
                        to="kpss_workflows.consultation",
                        verbose_name="public consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "making of a settlement table",
                "verbose_name_plural": "makings of settlement tables",
                "ordering": ["consultation", "is_working", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TableFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0, verbose_name="volume")),
                ("first", models.CharField(blank=True, max_length=40, verbose_name="first comment")),
                ("last", models.CharField(blank=True, max_length=40, verbose_name="last comment")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=workflows.storage.private_storage,
                        upload_to=workflows.models.table_files.stored_name,
                        verbose_name="file",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                (
                    "making",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="kpss_workflows.tablemaking",
                        verbose_name="making of a settlement table",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a settlement table",
                "verbose_name_plural": "files of settlement tables",
                "ordering": ["making", "number"],
            },
        ),
        migrations.CreateModel(
            name="VersionErasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("former_sha256", models.CharField(max_length=64, verbose_name="former fingerprint")),
                ("sha256", models.CharField(max_length=64, verbose_name="fingerprint")),
                (
                    "erased_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="erased at"),
                ),
                (
                    "erased_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erased by",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasures",
                        to="kpss_workflows.snapshot",
                        verbose_name="frozen version",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure from a frozen version",
                "verbose_name_plural": "erasures from frozen versions",
                "ordering": ["snapshot", "erased_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OutcomeLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("partly_accepted", "partly accepted"),
                            ("rejected", "rejected"),
                            ("noted", "noted"),
                            ("referred", "referred"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="label")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpss_outcome_labels",
                        to=BASE,
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "label of an outcome",
                "verbose_name_plural": "labels of outcomes",
                "constraints": [
                    models.UniqueConstraint(fields=("place", "outcome"), name="kpss_outcome_labelled_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadyReasoning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(blank=True, max_length=20, verbose_name="name")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpss_ready_reasonings",
                        to=BASE,
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "ready reasoning",
                "verbose_name_plural": "ready reasonings",
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("place", "key"),
                        name="kpss_shipped_reasoning_worded_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=workflows.models.submissions.new_token,
                        max_length=64,
                        unique=True,
                        verbose_name="token",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=255,
                        storage=workflows.storage.private_storage,
                        upload_to=workflows.models.submission_imports.stored_name,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("sha256", models.CharField(max_length=64, verbose_name="fingerprint")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("web", "web form"),
                            ("email", "e-mail"),
                            ("paper", "paper"),
                            ("data_box", "data box"),
                            ("telephone", "telephone"),
                            ("in_person", "in person"),
                            ("meeting", "at a meeting"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="received at")),
                (
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="brought at"),
                ),
                ("entered_at", models.DateTimeField(blank=True, null=True, verbose_name="entered at")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="number of comments")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="kpss_workflows.consultation",
                        verbose_name="public consultation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of letters",
                "verbose_name_plural": "files of letters",
                "ordering": ["consultation", "uploaded_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("entered_at__isnull", False)),
                        fields=("consultation", "sha256"),
                        name="kpss_file_of_letters_entered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="key"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for at"),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpss_subscriptions",
                        to=BASE,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription to news",
                "verbose_name_plural": "subscriptions to news",
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("place", "email"), name="kpss_one_subscription_a_place")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="tablemaking",
            constraint=models.UniqueConstraint(
                fields=("consultation", "kind", "is_working"), name="kpss_table_made_once_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="tablefile",
            constraint=models.UniqueConstraint(
                fields=("making", "number"), name="kpss_table_volume_numbered_once"
            ),
        ),
    ]
