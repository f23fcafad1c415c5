"""Signatures recorded before a second person confirmed them count as they did."""

from django.db import migrations
from django.utils import timezone


def count(apps, schema_editor):
    signatures = apps.get_model("instruments", "Signature")._base_manager
    signatures.filter(confirmed_at=None).update(confirmed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("instruments", "0002_confirmed_by_a_second_person")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop, elidable=True)]
