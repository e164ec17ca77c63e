"""What the desk puts into the navigation."""

from motcua.ui import slots

slots.fill("nav.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home", order=0))
slots.fill("home.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home"))
slots.fill("nav.staff", slots.Link("rules", "Quy tắc theo ngày", "desk:rules", icon="scale", order=60, group="Tra cứu"))
