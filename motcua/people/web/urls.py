"""The addresses of accounts.

Of django-allauth only those pages that exist here, under the names by which it asks: accounts have no e-mail addresses
to confirm and passwords are reset by an administrator, so the library's pages for these have no address at all.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from django.urls import include, path

from motcua.people.web import clients, directory, factor, lock, own, verbs, views

HERE = "danh-sach/<str:username>/"
pages = [
    path("toi/", own.me, name="me"),
    path("toi/vang-mat/", own.be_absent, name="be_absent"),
    path("toi/vang-mat/<int:absence>/", own.come_back, name="come_back"),
    path("toi/uy-quyen/", own.delegate, name="delegate"),
    path("toi/uy-quyen/<int:delegation>/", own.take_back, name="take_back"),
    path("quyen/", own.rights, name="my_rights"),
    path("khoa/", lock.lock, name="lock"),
    path("danh-sach/", directory.index, name="accounts"),
    path("mo-tai-khoan/", directory.open_account, name="open"),
    path("phan-mem/", clients.index, name="clients"),
    path("phan-mem/dang-ky/", clients.register, name="register_client"),
    path(f"{HERE}khoa-bi-mat/", clients.make_secret, name="make_secret"),
    path(f"{HERE}khoa-bi-mat/<int:secret>/", clients.revoke_secret, name="revoke_secret"),
    path(HERE, directory.account, name="account"),
    path(f"{HERE}quyen/", directory.rights, name="rights"),
    path(f"{HERE}chuc-vu/", verbs.begin_post, name="begin_post"),
    path(f"{HERE}chuc-vu/<int:post>/", verbs.end_post, name="end_post"),
    path(f"{HERE}vai-tro/", verbs.grant_role, name="grant_role"),
    path(f"{HERE}vai-tro/<int:role>/", verbs.end_role, name="end_role"),
    path(f"{HERE}uy-quyen/", verbs.delegate, name="delegate_for"),
    path(f"{HERE}uy-quyen/<int:delegation>/", verbs.end_delegation, name="end_delegation"),
    path(f"{HERE}vang-mat/", verbs.be_absent, name="absence_of"),
    path(f"{HERE}vang-mat/<int:absence>/", verbs.come_back, name="end_absence"),
    path(f"{HERE}thoi-viec/", verbs.leave, name="leave"),
    path(f"{HERE}mo-lai/", verbs.reopen, name="reopen"),
    path(f"{HERE}mat-khau/", directory.reset_password, name="reset_password"),
    path(f"{HERE}mo-khoa/", directory.unlock, name="unlock"),
    path(f"{HERE}hai-lop/", directory.remove_factor, name="remove_factor"),
]
urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.change_password, name="account_change_password"),
    path("password/reset/", views.forgotten, name="account_reset_password"),
    path("signup/", allauth.signup, name="account_signup"),  # closed by `adapter.py`, and says so
    path("hai-lop/", factor.index, name="mfa_index"),
    path("hai-lop/ma/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/bat/", factor.activate, name="mfa_activate_totp"),
    path("hai-lop/tat/", factor.deactivate, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/moi/", factor.renew, name="mfa_generate_recovery_codes"),
    path("", include((pages, "people"))),
]
