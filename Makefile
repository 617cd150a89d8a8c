# make start: the demonstration.  make test: everything CI runs.  make check: no file is changed.  make fix: files are put right.
SHELL := /bin/bash
PORT ?= 8000
# The first Python that runs, is new enough and can make environments; a version manager may offer names that do not run.
PYTHON ?= $(shell for each in python3 python3.11 python3.12 python3.13; do \
	$$each -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := NINEFOLD_DEMO=yes NINEFOLD_SITE_URL=http://127.0.0.1:$(PORT)
export UV_PYTHON_DOWNLOADS := never

.PHONY: start test check fix bench drill lock screenshots clean

start: $(VENV)/.run
	@$(DEMO) $(BIN)/ninefold migrate --quiet
	@$(DEMO) $(BIN)/ninefold demo
	@$(DEMO) exec $(BIN)/ninefold serve --port $(PORT)

# Journeys and PostgreSQL wait more than they compute, so more of them than cores run at once.
test: check
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m tests.postgresql $(BIN)/pytest -q -n 4 -m "not browser"
	$(BIN)/pytest -q -n 3 -m "not browser" --cov --cov-report=json:.coverage.json
	@$(BIN)/python -m tests.coverage
	$(BIN)/pytest -q -n 4 -m browser
	@$(BIN)/python -m tests.system.visits

check: $(VENV)/.dev
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint ninefold
	NINEFOLD_DEMO=yes NINEFOLD_DATABASE=sqlite:///:memory: $(BIN)/python manage.py makemigrations --check --dry-run -v 0
	$(BIN)/python -m tools.documents --check

fix: $(VENV)/.dev
	$(BIN)/ruff format -q .
	$(BIN)/ruff check -q --fix .
	$(BIN)/python -m tools.documents

screenshots: $(VENV)/.dev
	@test -n "$(OUT)" || { echo "Say where they go: make screenshots OUT=folder"; exit 1; }
	$(BIN)/python -m tools.screenshots "$(OUT)"

bench: $(VENV)/.dev
	$(BIN)/python -m bench

drill: $(VENV)/.dev
	$(BIN)/python -m tests.postgresql $(BIN)/pytest -q drills
	$(BIN)/pytest -q drills

lock: $(VENV)/.uv
	$(BIN)/uv pip compile -q --upgrade --no-header --no-annotate --no-emit-index-url --generate-hashes pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --upgrade --no-header --no-annotate --no-emit-index-url --generate-hashes pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.uv: requirements/uv.txt
	@test -n "$(PYTHON)" || { echo "Ninefold needs Python 3.11 or later with its venv module. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.run: $(VENV)/.uv requirements/run.txt pyproject.toml
	@echo "Installing what Ninefold needs to run ..."
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing the tools for tests ..."
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
