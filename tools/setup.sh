#!/bin/sh
# Finds a Python that the project can use (3.12 or newer), then lets tools/setup.py do the rest.
# Nothing is taken for granted: `python3` may be older, or a pyenv shim that only complains.
cd "$(dirname "$0")/.." || exit 1

usable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# A set-up that has been done is checked by its own Python: the quick way.
if [ -x .venv/bin/python ] && usable .venv/bin/python; then
    exec .venv/bin/python tools/setup.py
fi
wanted=$(cat .python-version)  # the reference; any 3.12 or newer will do
pyenv=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}
for name in "python$wanted" "$pyenv/versions/$wanted"*/bin/python3 \
    python3 python3.14 python3.12 python "$pyenv"/versions/3.1[2-9]*/bin/python3; do
    if usable "$name"; then
        exec "$name" tools/setup.py
    fi
done
if command -v uv >/dev/null 2>&1; then
    name=$(uv python find '>=3.12' 2>/dev/null)
    if [ -n "$name" ] && usable "$name"; then
        exec "$name" tools/setup.py
    fi
fi
cat >&2 <<'END'
Python 3.12 以上が見つかりませんでした（3.13 をおすすめします）。

  いずれかの方法で入れてから、同じコマンドをもう一度おためしください。
  ・ macOS:            python.org のインストーラー、または brew install python@3.13
  ・ Debian / Ubuntu:  apt install python3 python3-venv（3.12 以上が入る版のとき）
  ・ pyenv:            pyenv install 3.13
  ・ uv:               uv python install 3.13
END
exit 1
