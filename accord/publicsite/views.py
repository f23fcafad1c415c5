"""Public pages: for anyone, in French and in Dutch."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.agreements.policies import can_record
from accord.attachments.serving import response
from accord.directory.models import Organisation
from accord.framework.models import Axis, Figure, Mission, Plan, PlanAction
from accord.instruments import deed
from accord.lib import register
from accord.lib.asof import asked_day
from accord.publicsite.privacy import said
from accord.publicsite.reading import followed, municipalities, overviews, posts
from accord.referents.models import FILES
from accord.sources.models import Source
from accord.ui.pages import moved, public_page, takes


@login_not_required
@never_cache
@require_safe
def language_choice(request: HttpRequest) -> HttpResponse:
    """The first visit: in the language the browser asks for."""
    with override(get_language_from_request(request)):
        return redirect("publicsite:home")


@public_page
@takes("on")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "publicsite/home.html", overviews.home(asked_day(request)))


@public_page
@takes("on", "state", "mission", "page")
def agreement_list(request: Request) -> HttpResponse:
    """All agreements, as a table and on the map, on any day."""
    as_of = asked_day(request)
    context = overviews.agreements(as_of, request.GET)
    template = "publicsite/agreement_list.html"
    if request.htmx and not request.htmx.history_restore_request:
        template += "#rows"
    return render(request, template, context)


@public_page
@takes("on")
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the Region and one municipality agreed."""
    towns = Organisation.objects.public().municipalities()
    around = get_list_or_404(towns.around(towns.addressed(slug)))
    town = around[0]
    if away := moved(request, town.get_absolute_url, is_here=slug == town.slug):
        return away
    as_of = asked_day(request)
    page = municipalities.municipality_page(around, as_of.day)
    context = {"page": page, "as_of": as_of}
    return render(request, "publicsite/municipality_detail.html", context)


@public_page
@takes("on")
def agreement_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The published text of a municipality's agreement, as it stood on a day."""
    town, away = _town(request, slug, "publicsite:agreement_text")
    if away:
        return away
    as_of = asked_day(request)
    text = followed.text_in_force(town, as_of.day)
    context = {
        "town": town,
        "as_of": as_of,
        "text": text,
        "missions": followed.missions_of(text) if text else [],
        "clauses": deed.readable(text.content) if text else [],
    }
    return render(request, "publicsite/agreement_text.html", context)


@public_page
@takes("on")
def agreement_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published figure of a municipality, as it was public on a day."""
    town, away = _town(request, slug, "publicsite:agreement_results")
    if away:
        return away
    as_of = asked_day(request)
    published = followed.figures_of_town(town, as_of.day)
    context = {"town": town, "as_of": as_of, "published": published}
    return render(request, "publicsite/agreement_results.html", context)


def _town(
    request: HttpRequest, slug: str, name: str
) -> tuple[Organisation, HttpResponse | None]:
    """The municipality, and where its page moved if this address is a former one."""
    towns = Organisation.objects.public().municipalities()
    town = get_object_or_404(towns.addressed(slug))

    def address() -> str:
        return reverse(name, args=[town.slug])

    return town, moved(request, address, is_here=slug == town.slug)


@require_safe
def municipality_preview(request: Request, pk: int) -> HttpResponse:
    """The same page with what is recorded and not public yet, for who records it."""
    if not can_record(request.user, None):
        raise PermissionDenied
    towns = Organisation.objects.public().municipalities()
    around = get_list_or_404(towns.around(towns.filter(pk=pk)))
    as_of = asked_day(request)
    page = municipalities.municipality_page(around, as_of.day, preview_for=request.user)
    context = {"page": page, "as_of": as_of, "is_preview": True}
    return render(request, "publicsite/municipality_detail.html", context)


@public_page
def mission_list(request: HttpRequest) -> HttpResponse:
    context = {"models": overviews.missions()}
    return render(request, "publicsite/mission_list.html", context)


@public_page
@takes("on", "page")
def mission_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One mission: who took it on, who did not, of whom it is not known."""
    missions = Mission.objects.public().for_table()
    mission = get_object_or_404(missions.addressed(slug))
    if away := moved(request, mission.get_absolute_url, is_here=slug == mission.slug):
        return away
    as_of = asked_day(request)
    context = overviews.mission(mission, as_of, request.GET.get("page"))
    return render(request, "publicsite/mission_detail.html", context)


@public_page
def plan_list(request: HttpRequest) -> HttpResponse:
    plans = list(Plan.objects.public().for_table())
    if len(plans) == 1:
        return redirect(plans[0])
    return render(request, "publicsite/plan_list.html", {"plans": plans})


@public_page
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    plans = Plan.objects.public().select_related("source")
    plan = get_object_or_404(plans.addressed(slug))
    if away := moved(request, plan.get_absolute_url, is_here=slug == plan.slug):
        return away
    context = {
        "plan": plan,
        "axes": Axis.objects.public().filter(plan=plan).for_table(),
        "actions": PlanAction.objects.public().filter(plan=plan).for_table(),
        "counted": Figure.objects.public().of("plan-actions").for_table(),
    }
    return render(request, "publicsite/plan_detail.html", context)


@public_page
def plan_action_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.public().addressed(slug))
    actions = PlanAction.objects.public().filter(plan=plan).for_table()
    action = get_object_or_404(actions, number=number)
    if away := moved(request, action.get_absolute_url, is_here=slug == plan.slug):
        return away
    models = overviews.models_under(action)
    context = {"action": action, "models": models}
    return render(request, "publicsite/plan_action_detail.html", context)


@public_page
@takes("on", "page")
def referent_list(request: HttpRequest) -> HttpResponse:
    """Who holds which post, which are vacant, and whom sources name, on any day."""
    context = posts.referent_list(asked_day(request), request.GET.get("page"))
    return render(request, "publicsite/referent_list.html", context)


@public_page
def referent_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What a referent says of themselves, while they hold a published post."""
    today = timezone.localdate()
    referent = get_object_or_404(posts.publication_of(slug, today))
    context = {"referent": referent, "held": posts.posts_held(referent, today)}
    return render(request, "publicsite/referent_detail.html", context)


@public_page
def referent_file(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Their portrait, film or captions, for who may read the page."""
    public = posts.publication_of(slug, timezone.localdate())
    file = getattr(get_object_or_404(public), FILES.get(kind, ""), None)
    if file is None:
        raise Http404
    return response(file, inline=True, request=request, is_public=True)


@public_page
@takes("page")
def source_list(request: HttpRequest) -> HttpResponse:
    """Every source; each leads to the facts it supports."""
    context = {"page": overviews.sources(request.GET.get("page"))}
    return render(request, "publicsite/source_list.html", context)


@public_page
@takes("page")
def source_detail(request: HttpRequest, code: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.public(), code=code)
    context = overviews.source(source, request.GET.get("page"))
    return render(request, "publicsite/source_detail.html", context)


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "publicsite/about.html", {"actions": overviews.actions()})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    about = "accessibility"
    context = {
        "law": register.current().law(about, timezone.localdate()),
        "complaints": register.current().complaints_about(about),
    }
    return render(request, "publicsite/accessibility.html", context)


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"complaints": register.current().complaints_about("privacy")}
    return render(request, "publicsite/privacy.html", context | {"said": said()})


@login_not_required
@never_cache  # it depends on the visitor's language
@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers send people: https://w3c.github.io/webappsec-change-password-url."""
    with override(get_language_from_request(request)):
        return redirect("account_change_password")


@public_page
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116): the contact that the site gives."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    until = timezone.now().date() + timedelta(days=180)  # at most a year, it says
    text = (
        f"Contact: mailto:{settings.CONTACT_EMAIL}\n"
        f"Expires: {until}T00:00:00Z\n"
        "Preferred-Languages: fr, nl, en\n"
        f"Canonical: {settings.BASE_URL}{request.path}\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that look for it where it stood before pages could name it."""
    return redirect(static("ui/mark.svg"))


@login_not_required
@never_cache
@require_safe
def document_choice(request: HttpRequest) -> HttpResponse:
    """The code on a document leads here: to its page in the reader's language."""
    query = request.META.get("QUERY_STRING", "")
    with override(get_language_from_request(request)):
        page = reverse("instruments_public:document_verify")
    return redirect(f"{page}{query and '?'}{query}")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; in demonstration, nothing."""
    if settings.DEMO:
        text = "User-agent: *\nDisallow: /\n"
    else:
        address = settings.BASE_URL + reverse("root:sitemap")
        text = f"User-agent: *\nDisallow: /*?\n\nSitemap: {address}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages."""
    context = {"entries": overviews.addresses(), "base_url": settings.BASE_URL}
    return render(
        request, "publicsite/sitemap.xml", context, content_type="application/xml"
    )
