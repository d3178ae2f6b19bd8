"""Runs a Jupyter server as a child that ends with its parent: ``python -m mentorkit.jupyter.child MODULE [ARGUMENTS]``.

The parent holds the other end of the standard input. When it closes it, or dies in any way, the server is told to stop.
"""

from __future__ import annotations

import _thread
import os
import runpy
import signal
import sys
import threading
import time

__all__ = ["main"]

_PATIENCE = 15.0  # seconds a server gets to end its kernels


def main() -> None:
    """Run the module named by the first argument as if it had been started itself."""
    threading.Thread(target=_watch, args=(sys.stdin.fileno(),), daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _watch(descriptor: int) -> None:
    while True:
        try:
            if not os.read(descriptor, 1024):
                break
        except OSError:
            break
    _thread.interrupt_main(signal.SIGTERM)
    time.sleep(_PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    main()
