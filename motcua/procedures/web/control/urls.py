"""The addresses of control, simplification and drafts."""

from django.urls import path

from motcua.procedures.web.control import decisions, drafts, plans, register

app_name = "control"
urlpatterns = [
    path("", register.overview, name="overview"),
    path("ra-soat/", register.reviews, name="reviews"),
    path("danh-muc/", register.listings, name="listings"),
    path("chua-du/", register.incomplete, name="incomplete"),
    path("chi-phi/", register.costs, name="costs"),
    path("ke-hoach/", plans.index, name="plans"),
    path("ke-hoach/moi/", plans.approve, name="approve_plan"),
    path("ke-hoach/<int:year>/", plans.page, name="plan"),
    path("ke-hoach/<int:year>/them/", plans.add, name="add_to_plan"),
    path("ke-hoach/<int:year>/<str:code>/", plans.conclude, name="conclude"),
    path("quyet-dinh/", decisions.index, name="decisions"),
    path("quyet-dinh/<int:decision_id>/", decisions.page, name="decision"),
    path("quyet-dinh/<int:decision_id>/nhap/", decisions.enter, name="enter_decision"),
    path("bai-bo/<str:code>/", decisions.abolish, name="abolish"),
    path("du-thao/", drafts.index, name="drafts"),
    path("du-thao/mo/<str:code>/", drafts.begin, name="open_draft"),
    path("du-thao/<int:draft_id>/", drafts.edit, name="draft"),
    path("du-thao/<int:draft_id>/cong-bo/", drafts.publish, name="publish_draft"),
    path("du-thao/<int:draft_id>/bo/", drafts.discard, name="discard_draft"),
]
