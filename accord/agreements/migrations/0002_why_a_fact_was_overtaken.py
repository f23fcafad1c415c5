from django.db import migrations

MIXED = "Une version ultérieure le remplace. Een latere versie vervangt het."


def to_code(apps, schema_editor):
    """Both languages in one sentence become a code, told in the reader's language."""
    for name in ("Step", "MissionChoice"):
        facts = apps.get_model("agreements", name).objects
        facts.filter(struck_reason=MIXED).update(struck_reason="overtaken")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [migrations.RunPython(to_code, migrations.RunPython.noop)]
