"""The addresses of the auditor's pages."""

from django.urls import path

from motcua.progress.web import copies, report, reports

app_name = "progress"
urlpatterns = [
    path("", reports.index, name="index"),
    path("<int:report_id>/", report.page, name="report"),
    path("<int:report_id>/tien-do/", report.progress, name="progress"),
    path("<int:report_id>/van-ban/", report.text, name="text"),
    path("<int:report_id>/ban-da-soat.docx", copies.word, name="word"),
    path("<int:report_id>/ban-da-soat.html", copies.html, name="html"),
    path("<int:report_id>/ban-goc/", copies.source, name="source"),
    path("<int:report_id>/cat/", report.put_away, name="put_away"),
]
