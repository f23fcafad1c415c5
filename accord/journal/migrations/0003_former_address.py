import django.db.models.deletion
from django.db import migrations, models


def note_former(apps, schema_editor):
    """The journal tells every address that was changed until now."""
    entries = apps.get_model("journal", "Entry").objects.filter(
        models.Q(changes__has_key="slug_fr") | models.Q(changes__has_key="slug_nl")
    )
    former = apps.get_model("journal", "FormerAddress")
    former.objects.bulk_create(
        [
            former(
                record_type_id=one.record_type_id,
                record_id=one.record_id,
                slug=one.changes[name][0],
            )
            for one in entries.iterator()
            for name in ("slug_fr", "slug_nl")
            if one.changes.get(name, [None])[0]
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("journal", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("record_id", models.BigIntegerField()),
                ("slug", models.SlugField(max_length=80, verbose_name="address")),
                (
                    "record_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_type", "slug", "record_id"),
                        name="former_address_once",
                    )
                ],
            },
        ),
        migrations.RunPython(note_former, migrations.RunPython.noop),
    ]
