"""The addresses of accounts: only those pages of django-allauth that exist here, under the names by which it asks.

Accounts have no e-mail addresses and passwords are set by an administrator, so the library's pages for these have no
address at all.
"""

from allauth.account import views as allauth
from django.urls import path

from motcua.people.web import views

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", views.forgotten, name="account_reset_password"),
    path("signup/", allauth.signup, name="account_signup"),  # closed by `adapter.py`, and says so
]
