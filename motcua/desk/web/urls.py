"""The addresses of the desk."""

from django.urls import path

from motcua.desk.web import health, home

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
]
