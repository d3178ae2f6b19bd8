"""Our settings of JupyterLab and Voilà: loopback, token, no request to any other machine, no questions about news."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.jupyter.server import HOST

__all__ = ["TEMPLATE", "lab_settings", "voila_settings"]

TEMPLATE = "mentorkit"
_OVERRIDES: dict[str, Any] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # callbacks of widgets run in the main thread: figures are not safe in two threads
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}
_DISABLED = {"@jupyterlab/apputils-extension:announcements": True, "@jupyterlab/extensionmanager-extension": True, "@voila-dashboards/jupyterlab-preview": True}
_NOT_NEEDED = ("voila.server_extension", "jupyterlab_jupytext", "jupyter_server_terminals", "notebook_shim")
# A configuration file in Python, because Jupyter reads no hook from JSON.
_HOOK = "from mentorkit.jupyter.hook import before_save\n\nc = get_config()\nc.ContentsManager.pre_save_hook = before_save\n"


def lab_settings(folder: Path, root: Path, port: int) -> None:
    """Write the settings of JupyterLab into ``folder``; what the user chose in Lab itself stays there beside them."""
    server: dict[str, Any] = {
        "ip": HOST,
        "port": port,
        "port_retries": 0,
        "open_browser": False,
        "root_dir": str(root),
        "jpserver_extensions": dict.fromkeys(_NOT_NEEDED, False),
        "terminals_enabled": False,
        **({"allow_root": True} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}),
    }
    lab = {"news_url": None, "check_for_updates_class": "jupyterlab.NeverCheckForUpdate", "extension_manager": "readonly"}
    files.write_json(folder / "labconfig" / "default_setting_overrides.json", _OVERRIDES)
    files.write_json(folder / "labconfig" / "page_config.json", {"disabledExtensions": _DISABLED})
    files.write_json(folder / "jupyter_server_config.json", {"ServerApp": server})
    files.write_json(folder / "jupyter_lab_config.json", {"LabApp": lab})
    files.write_text(folder / "jupyter_server_config.py", _HOOK)


def voila_settings(folder: Path, *, port: int, token: str, language: str, preheat: bool = True) -> None:
    """Write the settings of Voilà into ``folder``: our template, no code shown, one kernel warm, kernels of closed pages ended."""
    files.write_json(
        folder / "voila.json",
        {
            "Voila": {"ip": HOST, "port": port, "port_retries": 0, "open_browser": False, "token": token},
            "VoilaConfiguration": {
                "template": TEMPLATE,
                "theme": "light",
                "strip_sources": True,
                "show_tracebacks": False,
                "preheat_kernel": preheat,
                "default_pool_size": 1,
                "file_allowlist": [],
                "extension_denylist": ["jupyterlab-jupytext"],
            },
            "VoilaExporter": {"language_code": language},
            "VoilaExecutor": {"timeout": 300},
            "VoilaKernelManager": {"fill_delay": 20.0},  # the next kernel warms up when the first page is there and looked at
            "MappingKernelManager": {"cull_idle_timeout": 1800, "cull_interval": 120, "cull_connected": False},
        },
    )
