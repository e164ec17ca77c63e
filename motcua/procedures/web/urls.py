"""The addresses of the catalogue's public pages."""

from django.urls import path

from motcua.procedures.web import views

app_name = "procedures"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.page, name="procedure"),
    path("<str:code>/so-sanh/<int:version_id>/", views.compare, name="compare"),
]
