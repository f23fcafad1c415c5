.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
ACCORD_DATA ?= $(CURDIR)/var
export ACCORD_DATA
# What only some need, where a variable asks for it.
EXTRAS := $(if $(filter postgres%,$(DATABASE_URL)),postgresql) $(if $(FILES_STORE),s3)

help: ## Say what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/runtime $(EXTRAS:%=.venv/%) ## Prepare what is needed and serve the real register
	@exec $(MANAGE) serve

demo: .venv/runtime $(EXTRAS:%=.venv/%) ## The same with demonstration people and data, kept apart
	@ACCORD_DATA=$(ACCORD_DATA)/demo DEMO=true exec $(MANAGE) serve

test: .venv/dev browser programs catalogues ## Run all tests, on PostgreSQL and on SQLite
	@bin/test

check: .venv/dev catalogues ## All checks that need no running tests
	@bin/check

bench: .venv/dev catalogues ## Measure speed and memory on generated data, as ratios
	@$(PY) -m bench

fix: .venv/dev ## Format and repair what can be
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format . ; .venv/bin/djade --target-version 5.2 $$(git ls-files '*.html')

messages: .venv/dev ## Gather the strings to translate (needs GNU gettext)
	@bin/messages

docs: .venv/dev ## Write the generated pages of the documentation
	@$(MANAGE) write_reference

lock: .venv/dev ## Lock the dependencies, with hashes and without addresses
	@for name in runtime postgresql s3 dev; do .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/$$name.in -o requirements/$$name.txt; done

browser: .venv/dev
	@$(PY) bin/browser.py

programs: .venv/dev
	@$(PY) bin/programs.py nginx systemd-analyze

catalogues: .venv/dev
	@$(MANAGE) compile_catalogues --skip-checks > /dev/null

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Accord needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: on Debian or Ubuntu, apt-get install python3-venv"; exit 1; }

.venv/runtime .venv/postgresql .venv/s3: .venv/%: requirements/%.txt | .venv/bin/python
	@bin/install requirements/$*.txt
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	@bin/install requirements/dev.txt
	@touch .venv/runtime .venv/postgresql .venv/s3 $@

.PHONY: help run demo test check bench fix messages docs lock browser programs catalogues
