"""One request at a time for each site, rests between, a cap on all, and no waiting behind those that hang."""

import asyncio
import contextlib
import itertools

from fetching import client, request
from hostile.servers import Anywhere, answer, serving, silent
from wholestory.fetch import Manners, Outcome
from wholestory.fetch.gate import Gate
from wholestory.fetch.lanes import Lanes


def slowly(seconds=0.02):
    async def respond(writer):
        await asyncio.sleep(seconds)
        writer.write(answer(body=b"ok"))

    return lambda asked: respond


def gather(urls, respond, manners):
    async def scenario():
        async with serving(respond) as server, client(manners, resolver=Anywhere()) as opened:
            asked = [request(server.url(path, host=host)) for host, path in urls]
            return await asyncio.gather(*map(opened.get, asked)), server

    return asyncio.run(scenario())


def test_a_site_is_asked_one_thing_at_a_time_whatever_its_host_names():
    urls = [(f"{n % 3}.paper.test", f"/{n}") for n in range(9)]
    answers, server = gather(urls, slowly(), Manners(gap=0))
    assert {a.outcome for a in answers} == {Outcome.FRESH}
    assert server.most_at_once == 1


def test_sites_are_asked_beside_each_other_up_to_the_cap():
    urls = [(f"{n}.test", "/") for n in range(20)]
    _, server = gather(urls, slowly(), Manners(gap=0, at_once=4))
    assert 2 <= server.most_at_once <= 4


def test_a_site_rests_between_two_requests():
    times = []

    def respond(asked):
        times.append(asyncio.get_running_loop().time())
        return answer(body=b"ok")

    gather([("paper.test", "/a"), ("paper.test", "/b"), ("paper.test", "/c")], respond, Manners(gap=0.1))
    assert all(later - earlier >= 0.099 for earlier, later in itertools.pairwise(times))


def test_hanging_hosts_give_way():
    """Four places, eight hosts that hang: without the second lane nothing else would come for long."""

    async def scenario():
        manners = Manners(gap=0, at_once=4, patience=0.05, deadline=30)
        async with (
            serving(silent()) as hanging,
            serving(answer(body=b"ok")) as healthy,
            client(manners, resolver=Anywhere()) as opened,
        ):
            stuck = [
                asyncio.create_task(opened.get(request(hanging.url(host=f"h{n}.test")))) for n in range(8)
            ]
            await asyncio.sleep(0)
            urls = [healthy.url(host=f"{n}.test") for n in range(20)]
            answers = await asyncio.gather(*(opened.get(request(url)) for url in urls))
            pending = sum(not task.done() for task in stuck)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
            return answers, pending

    answers, pending = asyncio.run(scenario())
    assert {a.outcome for a in answers} == {Outcome.FRESH}
    assert pending == 8


def test_each_gives_an_answer_for_every_request_and_keeps_a_sites_order():
    async def scenario():
        async with (
            serving(answer(body=b"ok")) as server,
            client(Manners(gap=0), resolver=Anywhere()) as opened,
        ):
            asked = [request(server.url(f"/{n}", host=f"{n % 7}.test")) for n in range(70)]
            return asked, [a async for a in opened.each(asked)], server

    asked, answers, server = asyncio.run(scenario())
    assert {a.request.url for a in answers} == {r.url for r in asked}
    assert len(answers) == 70
    for site in range(7):
        paths = [int(a.path[1:]) for a in server.asked if a.headers["host"].startswith(f"{site}.test")]
        assert paths == sorted(paths)


def test_leaving_early_ends_what_is_under_way():
    async def scenario():
        async with (
            serving(slowly()) as server,
            client(Manners(gap=0, at_once=2), resolver=Anywhere()) as opened,
        ):
            answers = opened.each([request(server.url(host=f"{n}.test")) for n in range(50)])
            async for _ in answers:
                break
            await answers.aclose()
            seen = server.connections
            await asyncio.sleep(0.1)
            others = asyncio.all_tasks() - {asyncio.current_task()}
            return seen, server.connections, [t for t in others if "_visit" in repr(t)]

    seen, later, left = asyncio.run(scenario())
    assert later <= seen + 2 < 50  # a connection that was being made may still be seen
    assert left == []


def test_a_slow_consumer_slows_the_fetching():
    async def scenario():
        async with (
            serving(answer(body=b"ok")) as server,
            client(Manners(gap=0, at_once=2, slow=3), resolver=Anywhere()) as opened,
        ):
            answers = opened.each([request(server.url(host=f"{n}.test")) for n in range(60)])
            await anext(answers)
            await asyncio.sleep(0.3)
            seen = server.connections
            await answers.aclose()
            return seen

    assert asyncio.run(scenario()) <= 6


def test_places_are_given_back_whatever_happens():
    async def scenario():
        lanes = Lanes(fast=2, slow=1, patience=0.01)
        for _ in range(20):
            with contextlib.suppress(RuntimeError):
                async with lanes.place():
                    await asyncio.sleep(0.015)
                    raise RuntimeError
        async with asyncio.timeout(5), lanes.place(), lanes.place():
            await asyncio.sleep(0.05)
            async with lanes.place():  # one of the two gave way
                return True

    assert asyncio.run(scenario())


def test_sites_that_have_rested_are_forgotten():
    async def scenario():
        gate = Gate(gap=0.0, held={})
        for n in range(9000):
            async with gate.turn(f"{n}.test"):
                pass
        return len(gate._left), len(gate._locks)

    left, locks = asyncio.run(scenario())
    assert left < 5000
    assert locks <= 1
