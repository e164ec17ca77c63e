"""What the catalogue puts into the navigation."""

from motcua.ui import slots

slots.fill(
    "nav.staff",
    slots.Link("procedures", "Thủ tục hành chính", "procedures:index", icon="book", order=40, group="Tra cứu"),
)
slots.fill("nav.public", slots.Link("procedures", "Thủ tục hành chính", "procedures:index", icon="book", order=20))
