"""Long lists, a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator

PER_PAGE = 25


class NearbyPage(Page):
    """A page that knows which other pages to offer: 1 … 4 5 6 … 20, 0 for a gap."""

    @property
    def near(self) -> list[int]:
        last = self.paginator.num_pages
        kept = sorted({1, *range(self.number - 1, self.number + 2), last})
        shown: list[int] = []
        for number in kept:
            if not 1 <= number <= last:
                continue
            if shown and number > shown[-1] + 1:
                shown.append(0)
            shown.append(number)
        return shown


class Pages(Paginator):
    def _get_page(self, *args: Any, **kwargs: Any) -> NearbyPage:
        return NearbyPage(*args, **kwargs)


def page_of(rows: Any, number: str | None, *, per_page: int = PER_PAGE) -> NearbyPage:
    """The page asked for, else the first; past the end, the last."""
    page = Pages(rows, per_page).get_page(number)
    assert isinstance(page, NearbyPage)  # noqa: S101 - for the type checker
    return page
