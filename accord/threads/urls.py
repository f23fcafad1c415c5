"""What is said on records, whatever the record."""

from accord.lib.addresses import page, under
from accord.threads import views

app_name = "threads"

SPEAKING = [
    page(views.remark_add, fr="commenter/", nl="opmerking/"),
    page(views.remark_add, fr="commenter/<slug:place>/", nl="opmerking/<slug:place>/"),
]

urlpatterns = [
    under(SPEAKING, "<slug:kind>/<int:pk>/"),
    page(views.remark_detail, "<int:pk>/"),
    page(views.remark_answer, "<int:pk>/", fr="repondre/", nl="antwoorden/"),
    page(views.remark_settle, "<int:pk>/", fr="regler/", nl="afsluiten/"),
]
