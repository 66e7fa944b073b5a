"""What of the web our own CSS and JavaScript use, and since when browsers have it.

The table is MDN's browser-compat-data, an npm package. CSS is found whole: properties, at-rules,
pseudo-classes and -elements, media features, functions and units. Of JavaScript a name after a dot
is found; where several objects have a member of that name the oldest counts, so that what is found
to be too new is surely too new.
"""

import functools
import json
import re

from tests.conftest import ROOT

STATED = {"chrome": "112", "firefox": "121", "safari": "16.4"}
"""From which versions on a figure runs Python, as README says."""
PYODIDE = {"chrome": "112", "firefox": "112", "safari": "16.4"}
"""What Pyodide 314 is tested against and recommends at least: "Supported browsers" in its
documentation, https://pyodide.org/en/stable/usage/index.html, as of August 2026."""
PLAYS = {"chrome": "92", "firefox": "90", "safari": "15.4"}
"""From which versions on the player starts at all (player.mjs): what is baked plays there."""
OLDEST = {"chrome": "38", "firefox": "31", "safari": "8"}
"""What the script that speaks to browsers too old for the player may ask of one."""
PLAIN = {"chrome": "49", "firefox": "31", "safari": "9.3"}
"""What the style sheet for such browsers may ask of one: custom properties, and no more."""
ALSO = {"chrome": "chrome_android", "firefox": "firefox_android", "safari": "safari_ios"}


@functools.cache
def table():
    """The published table."""
    path = ROOT / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"
    return json.loads(path.read_text("utf-8"))


def sources(ending):
    """Our shipped files with an ending: name → text without comments."""
    found = [*ROOT.glob(f"plugins/*/static/*{ending}"), *ROOT.glob(f"theme/static/**/*{ending}")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(found)}
    assert texts, ending
    return {name: without_comments(text) for name, text in texts.items()}


def without_comments(text):
    """CSS or JavaScript without its comments and without the texts in quotation marks."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    text = re.sub(r"(^|\s)//.*", " ", text)
    return re.sub(r'"[^"\n]*"', '""', text)


def since(entry, browser):
    """The version that first has an entry of the table, or None where none has it (yet, whole)."""
    support = entry["__compat"]["support"].get(browser, {"version_added": False})
    for one in support if isinstance(support, list) else [support]:
        plain = not one.get("flags") and not one.get("partial_implementation")
        named = not one.get("prefix") and not one.get("alternative_name")
        version = one["version_added"]
        if plain and named and version and not one.get("version_removed"):
            return "0" if version == "preview" else version.lstrip("≤")
    return None


def number(version):
    """A version as something to compare."""
    return tuple(int(part) for part in version.split("."))


def lacking(entry, browsers=STATED):
    """The browsers, the stated ones unless told otherwise, that lack an entry of the table."""
    found = []
    for desk, stated in browsers.items():
        for browser in (desk, ALSO[desk]):
            version = since(entry, browser)
            if version is None or number(version) > number(stated):
                found.append(browser)
    return found


def css_used(text):
    """The table's entries that a style sheet uses: name → entry."""
    css = table()["css"]
    found = {}

    def note(names, form, where):
        for name in names:
            if (entry := where.get(name)) and "__compat" in entry:
                found[form.format(name)] = entry

    declared = re.findall(r"(?<![\w-])([a-z][a-z-]*)\s*:\s*([^;{}]+)(?=[;}])", text)
    for name, value in declared:
        if entry := css["properties"].get(name):
            note([name], "{}", css["properties"])
            words = set(re.findall(r"(?<![\w-])[a-z][a-z-]+(?![\w(-])", value))
            note(sorted(words), f"{name}: {{}}", entry)
        note(re.findall(r"([a-z][a-z-]*)\(", value), "{}()", css["types"])
        note(re.findall(r"([a-z][a-z-]*)\(", value), "{}()", css["types"]["color"])
        units = re.findall(r"(?<![\w#-])[\d.]+([a-z]+)", value)
        lengths = css["types"]["length"]
        note(units, "{} (unit)", lengths)
        if any(unit.startswith("cq") for unit in units):
            found["container units"] = lengths["container_query_length_units"]
    note(re.findall(r"@([a-z-]+)", text), "@{}", css["at-rules"])
    note(re.findall(r"(?<!:):{1,2}([a-z-]+)", text), ":{}", css["selectors"])
    for query in re.findall(r"@media([^{]+)", text):
        note(re.findall(r"\(([a-z-]+)", query), "@media {}", css["at-rules"]["media"])
        if re.search(r"[<>]", query):
            found["@media range"] = css["at-rules"]["media"]["range_syntax"]
    if re.search(r"&|\{[^{}]*;\s*[.:&][^{};]*\{", text) and "nesting" in css["selectors"]:
        found["nesting"] = css["selectors"]["nesting"]
    return found


@functools.cache
def _members():
    """Name of a member → every object of the table that has one."""
    members = {}
    for group in (table()["javascript"]["builtins"], table()["api"]):
        for owner in group.values():
            for name, entry in owner.items():
                if name != "__compat" and "__compat" in entry:
                    members.setdefault(name.removesuffix("_static"), []).append(entry)
    return members


def script_used(text, browsers=STATED):
    """The entries that a script uses: name → the candidate that most of the browsers have."""
    found = {}
    for name in sorted(set(re.findall(r"\.([a-zA-Z]\w+)", text))):
        if entries := _members().get(name):
            found[f".{name}"] = min(entries, key=lambda entry: len(lacking(entry, browsers)))
    builtins = table()["javascript"]["builtins"]
    api = table()["api"]
    for name in sorted(set(re.findall(r"\bnew ([A-Z]\w+)|(?<![.\w])([A-Z]\w+)\.", text))):
        one = name[0] or name[1]
        if entry := builtins.get(one) or api.get(one):
            found[one] = entry
    operators = table()["javascript"]["operators"]
    classes = table()["javascript"]["classes"]
    for sign, entry in {
        "?.": operators["optional_chaining"],
        "??=": operators["nullish_coalescing_assignment"],
        "||=": operators["logical_or_assignment"],
        "import.meta": operators["import_meta"],
        "await ": operators["await"],
    }.items():
        if sign in text:
            found[sign] = entry
    if re.search(r"this\.#\w+\(|^\s+#\w+\(", text, re.MULTILINE):
        found["#method()"] = classes["private_class_methods"]
    if re.search(r"^\s+#\w+( =|;)", text, re.MULTILINE):
        found["#field"] = classes["private_class_fields"]
    return found
