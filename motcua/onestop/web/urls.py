"""The addresses of the one-stop shop's pages."""

from django.urls import path

from motcua.onestop.web import counter, dossier, files, inbox, verbs

app_name = "onestop"
urlpatterns = [
    path("viec/", inbox.inbox, name="inbox"),
    path("tiep-nhan/", counter.choose, name="choose"),
    path("tiep-nhan/<str:procedure>/", counter.receive, name="receive"),
    path("tiep-nhan/<str:procedure>/han-tra/", counter.due_preview, name="due_preview"),
    path("tiep-nhan/<str:procedure>/nguoi-nop/", counter.applicant_fields, name="applicant_fields"),
    path("ho-so/", dossier.index, name="index"),
    path("ho-so/<str:code>/", dossier.page, name="dossier"),
    path("ho-so/<str:code>/nhan/", verbs.take, name="take"),
    path("ho-so/<str:code>/chuyen/", verbs.pass_on, name="pass_on"),
    path("ho-so/<str:code>/tra-lai/", verbs.send_back, name="send_back"),
    path("ho-so/<str:code>/ket-qua/", verbs.enter_result, name="enter_result"),
    path("ho-so/<str:code>/tra-ket-qua/", verbs.hand_out, name="hand_out"),
    path("ho-so/<str:code>/giay-tiep-nhan.pdf", files.receipt, name="receipt"),
    path("ho-so/<str:code>/tep/<int:attachment>/", files.attachment, name="attachment"),
    path("ho-so/<str:code>/tep-ket-qua/", files.result, name="result_file"),
]
