"""The colours of pages and figures; readable on a projector and in print, and told apart by people who see few colours."""

__all__ = ["AMBER", "BLUE", "DARK_ORANGE", "GREEN", "GREY", "INK", "LIGHT", "ORANGE", "PALE_BLUE", "RED"]

INK = "#1d2733"
BLUE = "#2563a6"
ORANGE = "#c9641a"
DARK_ORANGE = "#a3460b"
PALE_BLUE = "#7aa6d6"
GREY = "#7b8794"
LIGHT = "#e4e9ef"
GREEN = "#2e7d4f"
AMBER = "#a86b00"
RED = "#b3261e"
