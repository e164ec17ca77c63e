"""What the portal puts into the public navigation."""

from motcua.ui import slots

slots.fill("nav.public", slots.Link("look-up", "Tra cứu hồ sơ", "portal:look_up", icon="search", order=10))
