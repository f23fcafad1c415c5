from accord.lib.addresses import page
from accord.notifications import views

app_name = "notifications_account"

urlpatterns = [
    page(views.link_follow, fr="courriel/<str:token>/", nl="e-mail/<str:token>/")
]
