from accord.lib.addresses import page
from accord.opendata import views

app_name = "opendata"

urlpatterns = [page(views.dataset_list, ""), page(views.dataset_detail, "<slug:name>/")]
