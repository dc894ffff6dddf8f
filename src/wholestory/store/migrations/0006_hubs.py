import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_search"),
    ]

    operations = [
        migrations.AddField("feed", "pushed_until", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Hub",
            fields=[
                (
                    "feed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hub",
                        serialize=False,
                        to="store.feed",
                    ),
                ),
                ("url", models.TextField()),
                ("topic", models.TextField()),
                ("token", models.TextField(unique=True)),
                ("secret", models.TextField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("failures", models.IntegerField(default=0)),
                ("error", models.TextField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="hub",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at", "feed"], name="hub_due"
            ),
        ),
    ]
