"""The SPF community's own suite for RFC 7208, through the world's checker on the world's DNS.

Release 2014.04 (BSD licence), out of pyspf's source archive, which set-up has checked by hash. Its
zones are in YAML: a name with what it answers, or TIMEOUT.
"""

import pytest
import yaml
from mail_world.auth.spf import check_spf
from mail_world.dns import Resolver
from mail_world.dns.zone_file import quote

from tests.mail_world.auth.conftest import Archive


def resolver(zonedata):
    """A resolver of the suite's zone; SPF records are TXT records unless there are both."""
    zone, faults = {}, {}
    for name, entries in zonedata.items():
        name = name.lower()
        own_texts = any("TXT" in entry for entry in entries if isinstance(entry, dict))
        for entry in entries:
            if entry == "TIMEOUT":
                faults[name, "*"] = "TIMEOUT"
                continue
            for kind, value in entry.items():
                if (kind == "SPF" and own_texts) or value == "NONE":
                    continue
                kind = "TXT" if kind == "SPF" else kind
                if value == "TIMEOUT":
                    faults[name, kind] = "TIMEOUT"
                    continue
                zone.setdefault((name, kind), []).append(written(kind, value))
    answers = {at: tuple(records) for at, records in zone.items()}
    return Resolver(answers, lambda *_: None, faults)


def written(kind, value):
    if kind == "TXT":
        strings = [value] if isinstance(value, str) else value
        return " ".join(quote(string) for string in strings) or '""'
    return f"{value[0]} {value[1] or '.'}" if kind == "MX" else value


def cases():
    for scenario in yaml.safe_load_all(Archive("pyspf").read("test/rfc7208-tests.yml")):
        for name, test in scenario["tests"].items():
            yield pytest.param(scenario["zonedata"], test, id=name)


CASES = list(cases())


def test_the_suite_is_whole():
    assert len(CASES) == 203


@pytest.mark.parametrize(("zonedata", "test"), CASES)
def test_it_comes_to_what_the_suite_says(zonedata, test):
    report = check_spf(
        resolver(zonedata), test["host"], test["mailfrom"], test["helo"], explanation="DEFAULT"
    )
    allowed = [test["result"]] if isinstance(test["result"], str) else test["result"]
    assert report.result in allowed, report
    if "explanation" in test:
        assert report.explanation == test["explanation"]
