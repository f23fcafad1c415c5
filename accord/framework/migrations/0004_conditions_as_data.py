"""Make conditions of what was a column of missions: who conditions the subsidy."""

from django.db import migrations, models

CODE = "referent-subsidy"
TITLES = {
    "title_fr": "Subside pour le référent logement",
    "title_nl": "Subsidie voor de huisvestingsreferent",
}


def to_conditions(apps, schema_editor) -> None:
    """One condition per model, of the same source as the first mission it names."""
    Mission = apps.get_model("framework", "Mission")
    Condition = apps.get_model("framework", "Condition")
    Link = apps.get_model("framework", "ConditionMission")
    naming = Mission.objects.filter(conditions_subsidy=True)
    for mission in naming.order_by("model", "rank", "pk"):
        condition, _made = Condition.objects.get_or_create(
            model_id=mission.model_id,
            code=CODE,
            defaults={"source_id": mission.source_id, **TITLES},
        )
        Link.objects.get_or_create(condition=condition, mission=mission)


def to_column(apps, schema_editor) -> None:
    Link = apps.get_model("framework", "ConditionMission")
    named = Link.objects.filter(condition__code=CODE, is_removed=False)
    missions = apps.get_model("framework", "Mission").objects
    missions.filter(pk__in=named.values("mission")).update(conditions_subsidy=True)


class Migration(migrations.Migration):
    dependencies = [("framework", "0003_periods_never_overlap")]
    operations = [
        migrations.AddField(
            "conditionmission",
            "is_removed",
            models.BooleanField(default=False, verbose_name="taken out"),
        ),
        migrations.AddConstraint(
            "condition",
            models.CheckConstraint(
                condition=models.Q(
                    ("at_least__isnull", True), ("at_least__gte", 1), _connector="OR"
                ),
                name="condition_of_one_mission_at_least",
                violation_error_message="Write a number from 1 on, or nothing.",
            ),
        ),
        # So that the way back has something to put there.
        migrations.AlterField(
            "mission",
            "conditions_subsidy",
            models.BooleanField(
                default=False, verbose_name="conditions the referent's subsidy"
            ),
        ),
        migrations.RunPython(to_conditions, to_column),
        migrations.RemoveField("mission", "conditions_subsidy"),
    ]
