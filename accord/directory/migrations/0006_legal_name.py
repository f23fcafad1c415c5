from django.db import migrations, models


def name_in_law(apps, schema_editor):
    """As deeds named them before the register's file said it: a city is one by name."""
    Organisation = apps.get_model("directory", "Organisation")
    for town in Organisation.objects.filter(kind="municipality"):
        town.legal_name_fr, town.legal_name_nl = town.name_fr, town.name_nl
        if not town.name_fr.startswith("Ville de "):
            of = "d’" if town.name_fr[:1].upper() in "AEIOUYÉÈÎ" else "de "
            town.legal_name_fr = f"Commune {of}{town.name_fr}"
            town.legal_name_nl = f"Gemeente {town.name_nl}"
        town.save(update_fields=["legal_name_fr", "legal_name_nl"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_usual_name")]

    beside_old_code = (
        "Municipalities come with the files of a register alone, which the old code "
        "does not load any more."
    )

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="legal_name_fr",
            field=models.CharField(
                blank=True,
                db_default="",
                max_length=160,
                verbose_name="name in law (French)",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="legal_name_nl",
            field=models.CharField(
                blank=True,
                db_default="",
                max_length=160,
                verbose_name="name in law (Dutch)",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="nis_code",
            field=models.CharField(blank=True, max_length=12, verbose_name="NIS code"),
        ),
        migrations.RunPython(name_in_law, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "municipality"), _negated=True),
                    models.Q(
                        models.Q(("legal_name_fr", ""), _negated=True),
                        models.Q(("legal_name_nl", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="organisation_municipality_has_legal_name",
            ),
        ),
    ]
