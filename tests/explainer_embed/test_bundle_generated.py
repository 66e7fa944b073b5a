"""Classes made from code that was compiled before are the classes that were made all along."""

from __future__ import annotations

import dataclasses
import importlib.util
import inspect
import sys
from importlib.util import MAGIC_NUMBER
from types import ModuleType
from typing import Any

import attr._make
import pytest
from explainer_embed.bundle.archive import write_zip
from explainer_embed.bundle.inside.generated_code import GeneratedCode, Text, key, pack
from explainer_embed.bundle.inside.sitecustomize import StoredZips

TEXTS: set[Text] = {
    ("def f(): return 'text', 1.5, (2, 'x')", "<string>", "exec", 0),
    ("def g(): return 1", "<g>", "exec", 0),
}


def _fresh(name: str, known: GeneratedCode) -> Any:
    """Load a module beside the one in use, prepared as the finder in the browser prepares it."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    code = spec.loader.get_code(name)  # type: ignore[union-attr]
    known.prepare(module, code)
    exec(code, module.__dict__)
    return module


def _dataclass_members(module: Any) -> dict[str, Any]:
    @module.dataclass(frozen=True, order=True)
    class Season:
        name: str
        months: tuple[int, ...] = (9, 10, 11)
        leaves: list[str] = module.field(default_factory=list, compare=False)

    return {**_claims(Season), "slots": _slots(module)}


def _slots(module: Any) -> object:
    @module.dataclass(slots=True, kw_only=True)
    class Leaf:
        colour: str = "red"

        def __post_init__(self) -> None:
            self.colour = self.colour.upper()

    return repr(Leaf(colour="gold")), hasattr(Leaf(), "__dict__"), str(inspect.signature(Leaf))


def _attrs_members(module: Any) -> dict[str, Any]:
    @module.attrs(frozen=True, order=True, hash=True)
    class Season:
        name = module.attrib(converter=str)
        months = module.attrib(default=(9, 10, 11))
        leaves = module.attrib(factory=list, eq=False, order=False)

    return _claims(Season)


def _claims(season: Any) -> dict[str, Any]:
    autumn = season("秋")
    with pytest.raises(AttributeError) as frozen:
        autumn.name = "冬"
    with pytest.raises(TypeError) as wrong:
        season(nonsense=1)
    made = [season.__init__, season.__repr__, season.__eq__, season.__hash__, season.__lt__]
    inner = [inspect.unwrap(method) for method in made]
    return {
        "repr": repr(autumn),
        "eq": (autumn == season("秋"), autumn == season("冬"), autumn == 1),
        "hash": hash(autumn) == hash(season("秋", leaves=["x"])),
        "order": (season("a") < season("b"), season("a") >= season("b")),
        "default": (season("a").leaves, season("a").leaves is season("a").leaves),
        "frozen": (type(frozen.value).__name__, str(frozen.value)),
        "wrong": str(wrong.value),
        "signature": str(inspect.signature(season)),
        "names": [(method.__name__, method.__qualname__, method.__module__) for method in made],
        "code": [(method.__code__, method.__code__.co_filename) for method in inner],
        "lines": [list(method.__code__.co_lines()) for method in inner],
    }


CASES = pytest.mark.parametrize(
    ("name", "stock", "members"),
    [("dataclasses", dataclasses, _dataclass_members), ("attr._make", attr._make, _attrs_members)],
)


def _shipped(name: str, members: Any) -> tuple[Any, GeneratedCode]:
    """Note what a module and its classes generate, pack it, and load the module with that."""
    build, browser = GeneratedCode(), GeneratedCode()
    build.noted = set()
    members(_fresh(name, build))
    browser.add(pack(build.noted))
    browser.noted = set()
    return _fresh(name, browser), browser


@CASES
def test_a_class_made_from_known_code_is_the_same_in_every_way(name, stock, members):
    module, browser = _shipped(name, members)
    assert members(module) == members(stock)
    assert browser.used > 0
    assert browser.noted == set()


@CASES
def test_a_class_that_nobody_foresaw_is_compiled_and_is_the_same(name, stock, members):
    known = GeneratedCode()
    assert members(_fresh(name, known)) == members(stock)
    assert known.used == 0


def test_one_character_more_and_the_text_is_compiled():
    module, browser = _shipped("dataclasses", lambda m: m.make_dataclass("A", [("x", int)]))
    before = browser.used
    assert repr(module.make_dataclass("B", [("xx", int)])(xx=1)).endswith("B(xx=1)")
    assert browser.used == before


@pytest.mark.parametrize(
    "other",
    [("a ", "f", "exec", 0), ("a", "g", "exec", 0), ("a", "f", "eval", 0), ("a", "f", "exec", 1)],
)
def test_every_character_file_name_mode_and_flags_tell_texts_apart(other):
    assert key(other) != key(("a", "f", "exec", 0))


def test_an_error_in_an_unknown_text_is_the_compilers():
    module = _fresh("dataclasses", GeneratedCode())
    with pytest.raises(SyntaxError) as caught:
        module.exec("def :", {}, {})
    assert caught.value.filename == "<string>"


def test_a_module_hands_its_future_imports_down_to_its_texts():
    known = GeneratedCode()
    known.noted = set()
    module = ModuleType("attr._make")
    known.prepare(module, compile("from __future__ import annotations", "m", "exec"))
    space: dict[str, Any] = {}
    exec(module.__dict__["compile"]("x: nowhere = 1", "<x>", "exec"), space)
    assert space["x"] == 1


def test_other_modules_are_left_alone():
    module = ModuleType("json")
    GeneratedCode().prepare(module, compile("", "m", "exec"))
    assert not {"exec", "compile"} & module.__dict__.keys()


def test_a_pack_is_the_same_bytes_whatever_the_order():
    ordered = sorted(TEXTS)
    assert pack(ordered) == pack(reversed(ordered))


def test_a_pack_of_another_python_is_left_alone():
    known = GeneratedCode()
    known.add(b"\0" + pack(TEXTS)[1:])
    assert known.codes == {}


def test_the_finder_takes_the_pack_out_of_a_zip(tmp_path, monkeypatch):
    write_zip(tmp_path / "first.zip", {"generated_code.bin": pack(TEXTS)})
    monkeypatch.setattr(sys, "path", [str(tmp_path / "first.zip")])
    finder = StoredZips(GeneratedCode())
    finder.find_spec("anything")
    finder.close()
    assert finder.generated.codes.keys() == {key(text) for text in TEXTS}
    assert pack(TEXTS).startswith(MAGIC_NUMBER)
