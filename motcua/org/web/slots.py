"""What units and working time put into the navigation."""

from motcua.ui import slots

for slot, order in (("nav.staff", 50), ("nav.public", 30)):
    slots.fill(
        slot, slots.Link("units", "Đơn vị", "org:units", icon="building-community", order=order, group="Tra cứu")
    )
    slots.fill(
        slot,
        slots.Link("calendar", "Lịch làm việc", "org:calendar", icon="calendar", order=order + 5, group="Tra cứu"),
    )
