"""Make the database itself refuse periods of one calendar that overlap."""

from django.db import migrations

from accord.lib.append_only import Apart


class Migration(migrations.Migration):
    dependencies = [("framework", "0002_the_catalogue")]
    operations = [
        Apart("framework_reportingperiod", "calendar_id", "starts_on", "ends_on")
    ]
