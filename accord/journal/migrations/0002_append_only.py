"""Make the database itself refuse to change or delete what happened."""

from django.db import migrations

from accord.lib.append_only import Protect


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [Protect("journal_entry"), Protect("journal_reading")]
