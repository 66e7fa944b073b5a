# What there is to do here. Every target sets up what it needs first; README.md says what for.
PORT ?= 8000
export PORT SLUG TITLE NOTE TEXT
PYTHON := .venv/bin/python
# Several processes share the tests; each wants a core and a browser of its own.
PYTEST := $(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
CODE := plugins explainers tests tools pelicanconf.py publishconf.py
.DEFAULT_GOAL := help
.PHONY: help setup preview site check-post publish schedule new note check lint test test-all bench clean

help:
	@echo '  make preview [PORT=8000]     ブログをつくって、手もとで見る（保存するたびにつくりなおします）'
	@echo '  make new SLUG=… TITLE=…      新しい記事をはじめる'
	@echo '  make note TEXT=…             ひとことを書きとめる（公開されません。NOTE=… で make new へ）'
	@echo '  make site                    公開するサイトを output/ につくる'
	@echo '  make check-post              公開の前に、記事をひととおり確かめる'
	@echo '  make schedule                予約した記事と、つぎに公開される時刻'
	@echo '  make publish TO=… SITE_URL=… つくって、公開する場所に置く'
	@echo '  make test                    すべてのテスト（ブラウザも使います）'
	@echo '  make check                   はやいテストだけ（1分まで）'
	@echo '  make test-all                ほかのブラウザやメールソフトも使うテスト'
	@echo '  make bench [PARTS=builds]    はやさと大きさを測る（PARTS は python、parts、lighthouse、memory、builds から。RUNS=3 で回数）'

setup:
	@sh tools/setup.sh

preview: setup
	@$(PYTHON) tools/preview.py

site: setup
	@$(PYTHON) -m pelican -s publishconf.py --log-handler plain

check-post: setup
	@$(PYTHON) tools/check_post.py

publish: setup
	@$(PYTHON) tools/publish.py

schedule: setup
	@$(PYTHON) tools/schedule.py

new: setup
	@$(PYTHON) tools/new.py

note: setup
	@$(PYTHON) tools/note.py

lint: setup
	@$(PYTHON) -m ruff check $(CODE)
	@$(PYTHON) -m ruff format --check $(CODE)
	@$(PYTHON) -m mypy
	@.venv/bin/node node_modules/typescript/bin/tsc --project plugins/explainer_embed
	@.venv/bin/node node_modules/typescript/bin/tsc --project plugins/search
	@.venv/bin/node node_modules/typescript/bin/tsc --project plugins/share

check: lint
	@$(PYTEST) -q -m 'not browser and not bundle and not builds and not servers'

test: lint
	@CHROMIUM="$$($(PYTHON) tools/browser.py)" && export CHROMIUM && \
	    $(PYTEST) -m 'not servers'

test-all: lint
	@CHROMIUM="$$($(PYTHON) tools/browser.py)" && export CHROMIUM && \
	    $(PYTEST)

bench: setup
	@CHROMIUM="$$($(PYTHON) tools/browser.py)" && export CHROMIUM && \
	    $(PYTHON) -m tools.bench $(if $(PARTS),--parts $(PARTS)) $(if $(RUNS),--runs $(RUNS))

clean:
	@rm -rf output .output.* .cache .venv node_modules
