"""The addresses of the citizens' pages."""

from django.urls import path

from motcua.portal.web import views, visitors

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", visitors.favicon, name="favicon"),
    path("robots.txt", visitors.robots, name="robots"),
    path("tra-cuu/", views.look_up, name="look_up"),
    path("tra-cuu/<str:lookup_code>/", views.state, name="state"),
]
