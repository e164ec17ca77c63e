"""Which app answers which address."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("motcua.people.web.urls")),
    path("thu-tuc/", include("motcua.procedures.web.urls")),
    path("kiem-soat-tthc/", include("motcua.procedures.web.control.urls")),
    path("mot-cua/", include("motcua.onestop.web.urls")),
    path("", include("motcua.org.web.urls")),
    path("", include("motcua.portal.web.urls")),
    path("", include("motcua.desk.web.urls")),
]
handler400 = "motcua.ui.errors.unreadable"
handler404 = "motcua.ui.errors.not_found"
handler403 = "motcua.ui.errors.forbidden"
handler500 = "motcua.ui.errors.failed"
