"""An answer on a day: as a page, as a spreadsheet, as a document."""

from datetime import date
from functools import partial

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.answers import files, making
from accord.answers.answer import Answer, Sheet
from accord.answers.internal import EXPORTS
from accord.answers.policies import can_read
from accord.answers.questions import ANSWERS
from accord.lib.asked import number
from accord.lib.asof import asked_day
from accord.lib.paging import page_of
from accord.ui.pages import moved


def _require(request: Request) -> None:
    if not can_read(request.user, None):
        raise PermissionDenied


def _answer(slug: str) -> Answer:
    """By its address in either language: a shared link still works."""
    for one in ANSWERS:
        if slug in (one.slug_fr, one.slug_nl):
            return one
    raise Http404


@require_safe
def answer_list(request: Request) -> HttpResponse:
    """The answers there are, with the questions of parliament behind each."""
    _require(request)
    return render(request, "answers/answer_list.html", {"answers": ANSWERS})


@require_safe
def answer_detail(request: Request, slug: str) -> HttpResponse:
    """One answer, a page of it at a time."""
    _require(request)
    answer = _answer(slug)
    is_here = slug == answer.slug
    if away := moved(
        request, answer.get_absolute_url, is_here=is_here, permanent=False
    ):
        return away
    as_of = asked_day(request)
    sheet = answer.sheet(request.user, as_of.day)
    page = page_of(sheet.keys, request.GET.get("page"), per_page=answer.per_page)
    rows = [
        [column.cell(row) for column in sheet.columns]
        for row in sheet.rows(list(page.object_list))
    ]
    context = {"answer": answer, "as_of": as_of, "sheet": sheet}
    context |= {"page": page, "rows": rows}
    context |= {"too_long": making.too_long(len(sheet.keys))}
    return render(request, "answers/answer_detail.html", context)


@require_safe
def answer_xlsx(request: Request, slug: str) -> HttpResponseBase:
    answer, day, sheet = _asked(request, slug)
    return outlets.send_table(
        request,
        answer.table(sheet),
        sheet.every_row(),
        "xlsx",
        name=answer.slug,
        day=day,
        about=files.about(answer, sheet, day),
    )


@require_safe
def answer_pdf(request: Request, slug: str) -> HttpResponseBase:
    """Made at once where it is short, else by the worker and kept."""
    _require(request)
    answer, day = _answer(slug), _day(request)
    document = _wanted(request, answer, day)
    if made := document.made():
        write = partial(bytes, made)
    else:
        sheet = answer.sheet(request.user, day)
        if len(sheet.keys) > making.AT_ONCE:
            return redirect(_of_document(document))
        write = partial(files.document, answer, sheet, day)
    return outlets.send_file(request, f"{answer.slug}-{day}.pdf", write, is_shown=True)


@acting.GET_POST
def answer_document(request: Request, slug: str) -> HttpResponse:
    """A long document: asked for, on its way, there."""
    _require(request)
    answer, day = _answer(slug), _day(request)
    document = _wanted(request, answer, day)
    if request.method == "POST":
        making.ask(document, len(answer.sheet(request.user, day).keys))
        return redirect(_of_document(document))
    told = document.told()
    rows = None if told else len(answer.sheet(request.user, day).keys)
    context = {"answer": answer, "day": day, "document": document, "told": told}
    context |= {"rows": rows, "goes_on": told and told["stage"] in making.GOES_ON}
    context |= {"too_long": making.too_long(rows or 0)}
    template = "answers/answer_document.html" + ("#stage" if request.htmx else "")
    return render(request, template, context)


def _wanted(request: Request, answer: Answer, day: date) -> making.Wanted:
    asked = number(request.GET.get("revision", ""))
    return making.wanted(answer, request.user, day, asked)


def _of_document(document: making.Wanted) -> str:
    page = reverse("answers:answer_document", args=[document.answer.slug])
    return f"{page}?on={document.day}&revision={document.revision}"


@require_safe
def export_list(request: Request) -> HttpResponse:
    """The files with internal columns, and what each column says."""
    _require(request)
    tables = [one.table for one in EXPORTS.values()]
    context = {"tables": tables, "kinds": outlets.TABLES, "as_of": asked_day(request)}
    return render(request, "answers/export_list.html", context)


@require_safe
def export_file(request: Request, name: str, kind: str) -> HttpResponseBase:
    """One of them, with the rows that the reader may see."""
    _require(request)
    day = _day(request)
    if name not in EXPORTS:
        raise Http404
    table, rows = EXPORTS[name].table, EXPORTS[name].rows(request.user, day)
    return outlets.send_table(
        request, table, rows, kind, day=day, about=outlets.INTERNAL
    )


def _asked(request: Request, slug: str) -> tuple[Answer, date, Sheet]:
    """What a file holds."""
    _require(request)
    answer, day = _answer(slug), _day(request)
    return answer, day, answer.sheet(request.user, day)


def _day(request: Request) -> date:
    """A day that cannot be read makes no file of another day."""
    as_of = asked_day(request)
    if as_of.error:
        raise BadRequest(as_of.error)
    return as_of.day
