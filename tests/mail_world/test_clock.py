"""The virtual clock: no waiting, no surprises, nothing left behind."""

import asyncio

import pytest
from mail_world.clock import DAY, EPOCH, DeadlockError, VirtualLoop, VirtualTimeoutError


@pytest.fixture
def loop():
    loop = VirtualLoop()
    yield loop
    loop.shut_down()


def test_a_week_of_sleep_ends_exactly_a_week_later(loop):
    loop.run(asyncio.sleep(7 * DAY))
    assert (loop.time(), loop.wall()) == (7 * DAY, EPOCH + 7 * DAY)


def test_the_clock_stands_still_while_there_is_work(loop):
    async def work():
        for _ in range(1000):
            await asyncio.sleep(0)

    loop.run(work())
    assert loop.time() == 0


def test_waiting_for_what_nobody_will_do_is_a_deadlock(loop):
    async def wait():
        await loop.create_future()

    with pytest.raises(DeadlockError):
        loop.run(wait())


def test_a_run_past_its_limit_stops(loop):
    async def forever():
        while True:
            await asyncio.sleep(60)

    with pytest.raises(VirtualTimeoutError):
        loop.run(forever(), limit=3600)


def test_timers_go_off_in_order_whatever_the_order_of_setting(loop):
    heard = []
    for delay in (3, 1, 2):
        loop.call_later(delay, heard.append, delay)
    loop.pass_time(5)
    assert heard == [1, 2, 3]


def test_it_runs_inside_another_running_loop_and_gives_it_back(loop):
    async def outer():
        task = asyncio.current_task()
        loop.run(asyncio.sleep(60))
        return asyncio.get_running_loop() is not loop and asyncio.current_task() is task

    assert asyncio.run(outer())


def test_a_time_out_is_virtual(loop):
    async def late():
        await asyncio.wait_for(asyncio.sleep(100), 30)

    with pytest.raises(TimeoutError):
        loop.run(late())
    assert loop.time() == 30


def test_an_executor_job_runs_here_and_now(loop):
    async def ask():
        return await loop.run_in_executor(None, lambda x: x + 1, 41)

    assert loop.run(ask()) == 42
