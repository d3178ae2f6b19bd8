"""Who with whom: criteria, rules, the exact engine with its proof, reasons."""

from mentorkit.pairing.engine import Assignment, assign

__all__ = ["Assignment", "assign"]
