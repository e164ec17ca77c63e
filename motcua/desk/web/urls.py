"""The addresses of the desk."""

from django.urls import path

from motcua.desk.web import decisions, figures, health, home, jobs, notices, rules, search

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("quy-tac/", rules.index, name="rules"),
    path("quy-tac/<str:code>/", rules.page, name="rule"),
    path("quy-tac/<str:code>/quyet-dinh/", decisions.decide, name="decide"),
    path("quy-tac/<str:code>/quyet-dinh/<int:decision_id>/bai-bo/", decisions.repeal, name="repeal"),
    path("so-lieu/", figures.index, name="figures"),
    path("so-lieu/<str:name>/", figures.one, name="figure"),
    path("thong-bao/", notices.index, name="notices"),
    path("thong-bao/doc/", notices.read, name="read_notices"),
    path("viec-nen/", jobs.index, name="jobs"),
    path("viec-nen/<int:job_id>/chay-lai/", jobs.retry, name="retry_job"),
    path("tim/", search.search, name="search"),
    path("healthz", health.healthz, name="healthz"),
]
