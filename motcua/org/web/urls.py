"""The addresses of the pages of units and of working time."""

from django.urls import path

from motcua.org.web import calendars, orders, units

app_name = "org"
urlpatterns = [
    path("don-vi/", units.index, name="units"),
    path("don-vi/<slug:slug>/", units.page, name="unit"),
    path("lich/", calendars.year, name="calendar"),
    path("lich/<slug:code>/ghi-ngay/", orders.order_day, name="order_day"),
    path("lich/<slug:code>/doi-gio/", orders.change_hours, name="change_hours"),
    path("lich/ngay/<int:day_id>/xac-nhan/", orders.confirm, name="confirm_day"),
    path("lich/ngay/<int:day_id>/huy/", orders.withdraw, name="withdraw_day"),
]
