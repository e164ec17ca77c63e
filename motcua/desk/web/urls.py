"""The addresses of the desk."""

from django.urls import path

from motcua.desk.web import decisions, health, home, rules

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("quy-tac/", rules.index, name="rules"),
    path("quy-tac/<str:code>/", rules.page, name="rule"),
    path("quy-tac/<str:code>/quyet-dinh/", decisions.decide, name="decide"),
    path("quy-tac/<str:code>/quyet-dinh/<int:decision_id>/bai-bo/", decisions.repeal, name="repeal"),
    path("healthz", health.healthz, name="healthz"),
]
