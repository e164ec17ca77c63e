"""Which app answers which address."""

from django.urls import include, path

from motcua.ui.api import HouseAPI

api = HouseAPI()
for system in ("people", "procedures", "onestop", "progress", "portal"):
    api.add_router("", f"motcua.{system}.api.router")
urlpatterns = [
    path("api/", api.urls),
    path("tai-khoan/", include("motcua.people.web.urls")),
    path("thu-tuc/", include("motcua.procedures.web.urls")),
    path("kiem-soat-tthc/", include("motcua.procedures.web.control.urls")),
    path("mot-cua/", include("motcua.onestop.web.urls")),
    path("soat-so-lieu/", include("motcua.progress.web.urls")),
    path("", include("motcua.org.web.urls")),
    path("", include("motcua.portal.web.urls")),
    path("", include("motcua.desk.web.urls")),
]
handler400 = "motcua.ui.errors.unreadable"
handler404 = "motcua.ui.errors.not_found"
handler403 = "motcua.ui.errors.forbidden"
handler500 = "motcua.ui.errors.failed"
