from accord.lib.addresses import page
from accord.ui import views

app_name = "ui"

urlpatterns = [page(views.style_guide, "")]
