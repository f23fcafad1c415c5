from accord.lib.addresses import page
from accord.notifications import views

app_name = "notifications"

urlpatterns = [
    page(views.notification_list, ""),
    page(views.notification_read, "<int:pk>/", fr="lu/", nl="gelezen/"),
    page(views.notification_read_all, "<int:pk>/", fr="tout-lu/", nl="alles-gelezen/"),
    page(views.preference_edit, fr="preferences/", nl="voorkeuren/"),
    page(views.message_list, fr="messages/", nl="berichten/"),
    page(views.message_try, fr="messages/essai/", nl="berichten/test/"),
    page(
        views.message_send_again,
        fr="messages/<int:pk>/renvoyer/",
        nl="berichten/<int:pk>/opnieuw-versturen/",
    ),
]
