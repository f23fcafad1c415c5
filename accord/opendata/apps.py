from functools import partial

from django.apps import AppConfig
from django.urls import reverse


class OpenDataConfig(AppConfig):
    name = "accord.opendata"

    def ready(self) -> None:
        """The sitemap names the page of each dataset; a neighbour writes it."""
        from accord.opendata.datasets import DATASETS
        from accord.ui.pages import list_page

        for name in DATASETS:
            list_page(partial(reverse, "opendata:dataset_detail", args=[name]))
