from tests.house.test_lists import *
import pytest
@pytest.mark.parametrize("endpoint", ["accounts.desk_organisation","desk.index","drafts.index","home.drafts"])
def test_x(app, client, world, endpoint):
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, path, make = client.as_(world.rosa), world.path(rule), LISTS[endpoint]
    make(world, 1); few = asked_by(rosa, path); make(world, 2); make(world, 3); many = asked_by(rosa, path)
    for s in more_of(many, few): print("MORE", endpoint, s.split(" FROM ")[0][:40], s.split(" FROM ")[1][:150])
@pytest.mark.parametrize("endpoint", ["comparing.two","reading.clause","reading.history"])
def test_y(app, client, world, endpoint):
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, asked = client.as_(world.rosa), []
    for place, clauses in enumerate((1, 3)):
        make_draft(f"0.{place}.8", text_of(clauses, said=place), by=SETUP)
        make_draft(f"0.{place}.9", text_of(clauses, said=place + 7), by=SETUP)
        world.values |= {"version": f"0.{place}.9", "older": f"0.{place}.8", "newer": f"0.{place}.9"}
        asked.append(asked_by(rosa, world.path(rule)))
    for s in more_of(asked[1], asked[0]): print("MORE", endpoint, s.split(" FROM ")[0][:40], s.split(" FROM ")[1][:150])
