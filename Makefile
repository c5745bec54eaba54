# One command each. Everything is installed into .venv from requirements.lock, by uv where there is one, else by pip.
.DEFAULT_GOAL := help
.PHONY: help reports notebooks lab browser quick test oldest hooks docs site clean lock
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PYTHON ?= python3
# Each report, test and command starts a Python; one that has to compile all it imports takes twice as long to start.
export PYTHONDONTWRITEBYTECODE :=

help: ## list these targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

$(READY): requirements.lock pyproject.toml
	@echo "installing into $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian, apt install python3-venv" >&2; exit 1; }
	@if command -v uv >/dev/null; then \
		uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock \
		&& uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock \
		&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $(READY)

reports: $(READY) ## prepare the data and render every report into reports/
	@$(BIN)/trends build

notebooks: $(READY) ## execute the committed notebooks again, in place, with their default parameters
	@$(BIN)/trends notebooks

lab: $(READY) ## open JupyterLab on a page that leads to the notebooks; OPTIONS="--no-browser" and the like go to it
	@PATH="$(CURDIR)/$(BIN):$$PATH" JUPYTER_CONFIG_PATH="$(CURDIR)/ops:$$JUPYTER_CONFIG_PATH" $(BIN)/jupyter lab $(OPTIONS)

browser:
	@command -v chromium google-chrome >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& echo "installing chromium …" && apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null; } \
		|| { echo "chromium is missing, in which the pages are tested: on Debian, apt install chromium" >&2; exit 1; }

# What `make quick` leaves out: tests of whole notebooks, reports and builds, of rows on their way into them, of what charts look like, of the site.
WHOLE := browser charts docs engine notebooks reports rows test_docs.py

quick: $(READY) ## lint, type check and the tests of the package, in a minute or two
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q --numprocesses logical --dist worksteal --hypothesis-profile quick $(addprefix --ignore=tests/,$(WHOLE))

# One more than there are cores: what runs whole builds and notebooks waits for other processes a fifth of its time.
WORKERS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

test: $(READY) browser ## lint, type check, all tests, nbval over all notebooks; at the end the lines and branches that none has run
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/slipcover --dont-wrap-pytest -m pytest --numprocesses $(WORKERS) --dist worksteal

oldest: ## the tests of the package, not of its pages, with the oldest libraries that pyproject.toml allows (needs uv)
	uv venv --quiet --clear $(VENV)-oldest
	uv pip install --quiet --python $(VENV)-oldest/bin/python --resolution lowest-direct --editable '.[notify,schedule]'
	uv pip install --quiet --python $(VENV)-oldest/bin/python --group dev
	$(VENV)-oldest/bin/pytest -q -o addopts="--strict-markers --strict-config -ra" --numprocesses logical --dist worksteal $(addprefix --ignore=tests/,browser notebooks test_docs.py)

hooks: $(READY) ## check every commit before it is made (.pre-commit-config.yaml)
	@$(BIN)/pre-commit install

docs: $(READY) ## write the pages of docs/ that are made from the code anew: data dictionary, architecture, commands
	@$(BIN)/python docs/data_dictionary.py
	@$(BIN)/python docs/architecture.py
	@$(BIN)/python docs/api.py
	@$(BIN)/typer analysis.cli utils docs --name trends --title Commands --output docs/commands.md >/dev/null

site: $(READY) ## build the documentation site; open site/html/index.html
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -c docs -d site/doctrees . site/html


clean: ## remove everything that is made: .venv, data/processed, reports, caches; what others put there stays
	@if test -x $(BIN)/python; then $(BIN)/python -m analysis.reports.clean; fi
	rm -rf $(VENV) $(VENV)-oldest .pytest_cache .mypy_cache .ruff_cache .hypothesis site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --group dev pyproject.toml --output-file requirements.lock
