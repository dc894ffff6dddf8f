import django.db.models.deletion
from django.db import migrations, models

_NOW = "into_id IS NULL AND articles > 0"
# What can be told from rows alone is told of all stories at once; the others that are open are told anew.
_LANGUAGES = f"""
INSERT INTO store_section (story_id, name, heat)
SELECT DISTINCT s.id, 'l' || a.language, s.heat FROM store_story s
JOIN store_member m ON m.story_id = s.id JOIN store_article a ON a.entry_id = m.entry_id
WHERE a.language IS NOT NULL AND s.heat IS NOT NULL AND {_NOW}
"""  # noqa: S608 - our own words
_COUNTRIES = f"""
INSERT INTO store_section (story_id, name, heat)
SELECT DISTINCT s.id, 'c' || w.country, s.heat FROM store_story s
JOIN store_member m ON m.story_id = s.id JOIN store_article a ON a.entry_id = m.entry_id
JOIN store_searched w ON w.article_id = a.id
WHERE w.country IS NOT NULL AND s.heat IS NOT NULL AND {_NOW}
"""  # noqa: S608
_CARDS = f"""
INSERT INTO store_card (story_id, began_at, pace)
SELECT s.id, min(a.sort_at), '' FROM store_story s
JOIN store_member m ON m.story_id = s.id JOIN store_article a ON a.entry_id = m.entry_id
WHERE articles > 1 AND {_NOW} GROUP BY s.id
"""  # noqa: S608
_DUE = f"UPDATE store_story SET due_at = changed_at WHERE NOT closed AND due_at IS NULL AND {_NOW}"  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_hubs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="card",
                        serialize=False,
                        to="store.story",
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("pace", models.TextField()),
                ("body", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("stories", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("heat", models.FloatField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="store.story"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["name", "-heat", "-story"], name="section_hottest")],
            },
        ),
        # An index of all that are not merged is one that SQLite walks through in place of the right one.
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL("DROP INDEX IF EXISTS store_story_into_id_0db9033d", migrations.RunSQL.noop)],
            [
                migrations.AlterField(
                    "story",
                    "into",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged",
                        to="store.story",
                    ),
                )
            ],
        ),
        migrations.AddIndex(
            "story",
            models.Index(condition=models.Q(("into__isnull", False)), fields=["into"], name="story_merged"),
        ),
        migrations.RunSQL(_LANGUAGES, migrations.RunSQL.noop),
        migrations.RunSQL(_COUNTRIES, migrations.RunSQL.noop),
        migrations.RunSQL(_CARDS, migrations.RunSQL.noop),
        migrations.RunSQL(_DUE, migrations.RunSQL.noop),
    ]
