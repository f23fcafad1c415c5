from accord.directory.views import account
from accord.lib.addresses import page

app_name = "directory_account"

urlpatterns = [page(account.accept, "invitation/<str:token>/")]
