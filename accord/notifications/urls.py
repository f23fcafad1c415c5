from django.urls import path

from accord.lib.bilingual import spoken
from accord.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.notification_list, name="notification_list"),
    path(
        spoken(fr="<int:pk>/lu/", nl="<int:pk>/gelezen/"),
        views.notification_read,
        name="notification_read",
    ),
    path(
        spoken(fr="<int:pk>/tout-lu/", nl="<int:pk>/alles-gelezen/"),
        views.notification_read_all,
        name="notification_read_all",
    ),
    path(
        spoken(fr="preferences/", nl="voorkeuren/"),
        views.preference_edit,
        name="preference_edit",
    ),
    path(
        spoken(fr="messages/", nl="berichten/"), views.message_list, name="message_list"
    ),
    path(
        spoken(
            fr="messages/<int:pk>/renvoyer/", nl="berichten/<int:pk>/opnieuw-versturen/"
        ),
        views.message_send_again,
        name="message_send_again",
    ),
]
