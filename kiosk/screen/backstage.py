"""What would keep a finger waiting is done here, one after another, on a thread that ends with the last of it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class Backstage:
    """Runs what it is given, in order. `wake` is called, on the other thread, after each."""

    def __init__(self, name: str, wake: Callable[[], None]) -> None:
        self._name, self._wake = name, wake
        self._jobs: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def do(self, job: Callable[[], None]) -> None:
        """Have it done soon. It must not raise."""
        with self._lock:
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> None:
        """Wait until all is done, `seconds` at most."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    return
                job = self._jobs.popleft()
            job()
            self._wake()
