"""What the pages of the access matrix are about: one record of each kind.

The agreement is of Ixelles and not public yet; everything else is what it usually is.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accord.attachments.actions import add_file
from accord.directory.links import hashed
from accord.directory.models import Invitation, Membership, Service
from accord.framework.models import Figure, IndicatorDimension, Measure
from accord.threads.actions import add_remark
from tests import make
from tests.attachments.files import sent
from tests.instruments import story
from tests.instruments.rows import DAY, signature_row, text_row
from tests.monitoring.scene import reporting
from tests.network.scene import having
from tests.notifications.scene import told
from tests.referents.scene import posts

TOKEN = "a-token-of-an-invitation"


def arguments(cast: Any) -> dict[str, list[Any]]:
    """For each address with arguments, those of a record made here."""
    source, plan = make.source(), make.plan()
    action, model = make.plan_action(plan=plan), make.model_agreement()
    mission = make.mission(model=model)
    agreement = make.agreement(
        municipality=cast.ixelles, model=model, state="draft", source=source
    )
    step = make.step(agreement=agreement, source=source, state="draft")
    measure = Measure.objects.create(code="m", label_fr="Postes", label_nl="Posten")
    figure = Figure.objects.create(measure=measure, value=9, source=source, date="")
    service = Service.objects.create(
        organisation=cast.ixelles, name_fr="Logement", name_nl="Huisvesting"
    )
    invitation = Invitation.objects.create(
        email="invited@example.org",
        name="Invited",
        organisation=cast.ixelles,
        role="reader",
        token_hash=hashed(TOKEN),
        expires_at=timezone.now() + timedelta(days=1),
    )
    definition, period = make.definition(mission=mission), make.period()
    dimension = make.dimension()
    make.dimension()  # one that the indicator is not broken down by
    broken_down = IndicatorDimension.objects.create(
        definition=definition, dimension=dimension
    )
    of_definition = ("break_down", "detail", "edit", "new_version")
    of_dimension = ("detail", "edit", "value_add")
    of_calendar = (
        "calendar_detail",
        "calendar_edit",
        "period_add",
        "period_series_add",
    )
    of_agreement = ("agreement_detail", "choice_record", "note_add")
    of_person = (
        "person_detail",
        "person_edit",
        "part_give",
        "away_say",
        "support_start",
        "second_factor_remove",
    )
    return {
        **_texts(cast, action),
        "answers:export_file": ["results-internal", "csv"],
        **{
            f"answers:answer_{kind}": ["missions"]
            for kind in ("detail", "document", "pdf", "xlsx")
        },
        **reporting(cast),
        **posts(cast),
        **having(cast),
        **told(cast),
        **{f"agreements:{name}": [agreement.pk] for name in of_agreement},
        **_files(cast),
        "agreements:referent_record": [agreement.pk],
        "agreements:step_record": [agreement.pk],
        "agreements:step_edit": [step.pk],
        "agreements:fact_publish": ["steps", step.pk],
        "agreements:fact_strike": ["steps", step.pk],
        **{f"directory:{name}": [cast.marc.pk] for name in of_person},
        "directory:away_end": [make.away(cast.marc).pk],
        "directory:portfolio_end": [make.portfolio(cast.ixelles, cast.remy).pk],
        "directory:part_end": [Membership.objects.get(user=cast.marc).pk],
        "directory:invitation_again": [invitation.pk],
        "directory:invitation_withdraw": [invitation.pk],
        "directory:organisation_detail": [cast.region.pk],
        "directory:organisation_edit": [cast.region.pk],
        "directory:service_add": [cast.ixelles.pk],
        "directory:service_edit": [service.pk],
        "directory_account:accept": [TOKEN],
        "framework:plan_action_add": [plan.pk],
        "framework:plan_action_edit": [action.pk],
        "framework:mission_add": [model.pk],
        "framework:mission_edit": [mission.pk],
        "framework:terms_add": [model.pk],
        "framework:model_edit": [model.pk],
        "framework:condition_add": [model.pk],
        "framework:clause_add": [model.pk],
        "framework:clause_list": [model.pk],
        "framework:clause_edit": [make.clause(model=model).pk],
        "framework:condition_edit": [make.condition(mission).pk],
        "framework:indicator_kind": [mission.pk],
        "framework:indicator_add": [mission.pk, "count"],
        **{f"framework:indicator_{name}": [definition.pk] for name in of_definition},
        "framework:indicator_dimension_edit": [broken_down.pk],
        **{f"framework:dimension_{name}": [dimension.pk] for name in of_dimension},
        "framework:dimension_value_edit": [make.part(dimension).pk],
        **{f"framework:{name}": [period.calendar_id] for name in of_calendar},
        "framework:period_edit": [period.pk],
        "framework:figure_edit": [figure.pk],
        "monitoring:indicator_csv": [definition.pk],
        "monitoring:indicator_figures": [definition.pk],
        "sources:source_edit": [source.pk],
        "publicsite:agreement_results": [cast.ixelles.slug],
        "publicsite:agreement_text": [cast.ixelles.slug],
        "publicsite:municipality_detail": [cast.ixelles.slug],
        "publicsite:municipality_preview": [cast.ixelles.pk],
        "publicsite:mission_detail": [mission.slug],
        "publicsite:plan_detail": [plan.slug],
        "publicsite:plan_action_detail": [plan.slug, action.number],
        "publicsite:source_detail": [source.code],
        "data:dataset_file": ["agreements", "csv"],
        "data:dataset_columns": ["agreements"],
        "opendata:dataset_detail": ["agreements"],
        "account_reset_password_from_key": ["a", "b"],
        "account_confirm_email": ["key"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
        "openid_connect_login": ["official"],
        "openid_connect_callback": ["official"],
    }


def _files(cast: Any) -> dict[str, list[Any]]:
    """A file of Ixelles, put there by its editor."""
    filed = add_file(cast.ixelles, file=sent(), title="Charte", by=cast.ines)
    of_record = ["organisation", cast.ixelles.pk]
    return {
        **{f"attachments:filed_{name}": of_record for name in ("add", "list")},
        **{f"attachments:filed_{name}": [filed.pk] for name in ("open", "withdraw")},
    }


# The pages that bring a text further, by the state that they are for.
STATES = {
    "drafting": ["text_submit", "draft_abandon"],
    "in_review": ["text_send_back", "text_agree"],
    "agreed": ["college_record", "text_reopen", "document_download"],
    "college": ["council_record"],
    "council": [
        "signature_hand_in",
        "signature_on_paper",
        "college_download",
        "deliberation_download",
    ],
    "signed": [
        "instrument_publish",
        "instrument_suspend",
        "instrument_terminate",
        "amendment_open",
        "instrument_compare",
    ],
    "suspended": ["instrument_resume"],
}


def _texts(cast: Any, action: Any) -> dict[str, list[Any]]:
    """A text of Ixelles in each of these states, the municipality signing first."""
    texts = {state: text_row(cast, state) for state in STATES}
    signature = signature_row(cast, texts["signed"])
    decided = text_row(cast, "agreed")
    decided.decision_by, decided.college_on = cast.remy, DAY
    decided.save()
    waiting = signature_row(cast, text_row(cast, "council"), confirmed_at=None)
    made = story.written(cast, plan_action=action)
    pk, lineage = made.text.pk, made.commitment.lineage
    remark = add_remark(made.text, text="Combien ?", by=cast.rita)
    of_text = ("gap_list", "instrument_history", "terms_edit", "signatory_add")
    return {
        **{f"instruments:{name}": [pk] for name in of_text},
        "instruments:signatory_edit": [pk, 1],
        "instruments:signatory_remove": [pk, 1],
        "threads:remark_add": ["instrument", pk, lineage],
        **{
            f"threads:remark_{name}": [remark.pk]
            for name in ("answer", "detail", "settle")
        },
        "instruments:node_add": [pk, "commitments", made.taken.lineage],
        "instruments:node_edit": [pk, "commitments", lineage],
        "instruments:node_remove": [pk, "commitments", lineage],
        "instruments:instrument_detail": [texts["signed"].pk],
        "monitoring:follow_up": [texts["signed"].agreement_id],
        "instruments:signature_download": [signature.pk],
        "instruments:signature_confirm": [waiting.pk],
        "instruments:signature_strike": [waiting.pk],
        "instruments:decision_confirm": [decided.pk],
        "instruments:decision_strike": [decided.pk],
        "instruments:instrument_as_it_stood": [texts["signed"].agreement_id],
        "instruments:as_it_stood_document": [texts["signed"].agreement_id],
        **{
            f"instruments:{name}": [texts[state].pk]
            for state, names in STATES.items()
            for name in names
        },
    }
