import django.db.models.deletion
from django.db import migrations, models

import accord.lib.telephones


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_invitation_in_order")]

    operations = [
        migrations.AlterField(
            model_name="service",
            name="telephone",
            field=models.CharField(
                blank=True,
                max_length=40,
                validators=[accord.lib.telephones.validate_telephone],
                verbose_name="telephone",
            ),
        ),
        migrations.CreateModel(
            name="UsualName",
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
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="usual_name_once"
                    )
                ],
            },
        ),
    ]
