"""The workbook's outside: working copies, the launchers of ``lab`` and ``demo``, settings, the template of the live app."""
