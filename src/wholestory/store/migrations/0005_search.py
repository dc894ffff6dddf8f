from django.db import migrations, models

from wholestory.store.search import building


def fill(apps, schema_editor):
    """Articles that were kept before there was an index are found like all others."""
    building.anew(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_stories"),
    ]

    operations = [
        migrations.CreateModel(
            name="Searched",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2, null=True)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=models.PROTECT, related_name="searched", to="store.article"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(building.CREATE, f"DROP TABLE {building.TABLE}"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
