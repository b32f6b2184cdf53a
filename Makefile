# One word for each daily act. `make run` and `make test` need only Python 3.11 or newer with venv, and make.
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test lint types fmt bench soak audit screenshots docs lock browser-ready

run: .venv
	@HOST="$(HOST)" PORT="$(PORT)" $(BIN)/consensus serve --setup --sign-in-link

test: .venv/.dev browser-ready lint types
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not soak"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "both_databases and not soak" --postgresql

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

fmt: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev
	$(BIN)/python -m bench
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.release

soak: .venv/.dev browser-ready
	$(BIN)/python -m pytest -q -m soak
	$(BIN)/python -m pytest -q -m "soak and both_databases" --postgresql

audit: .venv/.dev
	$(BIN)/pip-audit --strict -r requirements.txt

screenshots: .venv/.dev browser-ready
	$(BIN)/python -m tests.browser.screenshots

docs: .venv/.dev
	$(BIN)/python -m tests.house.generate_docs

browser-ready: .venv/.dev
	@$(BIN)/python -m tests.browser.chromium

# Maintainers only, with uv: write both lock files anew.
lock:
	uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-header -q --python-version 3.11 --extra dev \
		-c requirements.txt pyproject.toml -o requirements-dev.txt

.venv: .venv/.ok

.venv/.ok: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "The venv module is missing. On Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.ok requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
