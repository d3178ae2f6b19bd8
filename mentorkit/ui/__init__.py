"""Editors and panels: the only place that knows widgets. Computations are handed in as functions."""
