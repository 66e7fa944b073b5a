"""A clock that only moves when nobody has anything left to do.

Decides: time is a number in memory. The loop is asyncio's own, with a "selector" that has no
sockets to watch: asked to wait for the next timer, it sets the clock to it. So a day of waiting
costs nothing, and the order of everything follows from the program alone.

Refuses: to wait for what can never come (DeadlockError) and to run past a limit
(VirtualTimeoutError). Nothing here reads the machine's clock.

Hack: `_run_once`, `_scheduled`, `_ready` and the running-loop slot are asyncio's own internals.
There is no public way to drive a loop from synchronous code inside another running loop, which
is where a page runs us (Pyodide's WebLoop), and threads and sockets do not exist there. The
interpreters are pinned, and a test compares both.
"""

from __future__ import annotations

import asyncio
from asyncio import events
from asyncio.tasks import _swap_current_task  # type: ignore[attr-defined]
from collections import deque
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

EPOCH: Final = 1_795_305_600
"""Seconds since 1970 at which every run begins: 2026-11-22 00:00:00 UTC (09:00 in Japan)."""

DAY: Final = 86_400.0


class DeadlockError(RuntimeError):
    """Everybody waits and no timer is set: what is waited for can never happen."""


class VirtualTimeoutError(RuntimeError):
    """A run went past its limit of virtual time."""


class VirtualLoop(asyncio.BaseEventLoop):
    """An asyncio loop whose `time()` is virtual seconds since the start of the run."""

    if TYPE_CHECKING:
        _ready: deque[asyncio.Handle]
        _scheduled: list[asyncio.TimerHandle]

        def _run_once(self) -> None: ...

    def __init__(self, epoch: int = EPOCH) -> None:
        super().__init__()
        self.set_debug(False)
        self.epoch = epoch
        self.unhandled: list[dict[str, Any]] = []
        self._now = 0.0
        self._clock_resolution = 1e-9
        self._selector = self  # the loop is its own selector: see select()
        self.set_exception_handler(lambda _, context: self.unhandled.append(context))

    # -- the clock ---------------------------------------------------------------------------

    def time(self) -> float:
        """Return virtual seconds since the start."""
        return self._now

    def wall(self) -> float:
        """Return virtual seconds since 1970."""
        return self.epoch + self._now

    @property
    def now_ms(self) -> int:
        """Return virtual milliseconds since the start, rounded."""
        return round(self._now * 1000)

    def select(self, timeout: float | None) -> list[Any]:
        """Stand in for a selector: move the clock to the next timer; there is no I/O."""
        if timeout is None:
            raise DeadlockError("everybody waits and no timer is set")
        if timeout > 0:
            self._now = self._scheduled[0].when()
        return []

    def _process_events(self, event_list: list[Any]) -> None:
        """Do nothing: select() never returns events."""

    def _write_to_self(self) -> None:
        """Do nothing: there is no other thread to wake this one from."""

    # -- driving it --------------------------------------------------------------------------

    def run_until(self, done: Callable[[], bool], limit: float = 10 * DAY) -> None:
        """Run the world until `done()`; callable from plain code, even inside another loop.

        `limit` is in virtual seconds from now. Raises DeadlockError or VirtualTimeoutError.
        """
        outer = events._get_running_loop()
        outer_task = _swap_current_task(outer, None) if outer is not None else None
        events._set_running_loop(self)
        end = self._now + limit
        try:
            while not done():
                if not self._ready and not self._scheduled:
                    raise DeadlockError("the world is idle and what is waited for has not happened")
                if self._now > end:
                    raise VirtualTimeoutError(f"{limit:g} virtual seconds are over")
                self._run_once()
        finally:
            events._set_running_loop(outer)
            if outer is not None:
                _swap_current_task(outer, outer_task)

    def run[T](self, work: Coroutine[Any, Any, T], limit: float = 10 * DAY) -> T:
        """Run a coroutine to its end and return what it returns, or raise what it raises."""
        task = self.create_task(work)
        try:
            self.run_until(task.done, limit)
        finally:
            if not task.done():
                task.cancel()
        return task.result()

    def pass_time(self, seconds: float) -> None:
        """Let virtual time pass, with all that happens meanwhile."""
        self.run(asyncio.sleep(seconds), seconds + DAY)

    def shut_down(self) -> None:
        """Cancel what still runs and close; nothing is left for the garbage collector to say."""
        pending = [task for task in asyncio.all_tasks(self) if not task.done()]
        for task in pending:
            task.cancel()
        self.run_until(lambda: all(task.done() for task in pending))
        self._scheduled.clear()
        self._ready.clear()
        self.close()

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Call `func` here and now: there are no threads in the page."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future
