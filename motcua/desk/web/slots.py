"""What the desk puts into the navigation."""

from motcua.ui import slots

slots.fill("nav.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home", order=0))
slots.fill("home.staff", slots.Link("home", "Bàn làm việc", "desk:home", icon="home"))
