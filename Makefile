# Everything anybody runs. `make help` lists it; CONTRIBUTING.md says what each check holds.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
SHELL := /bin/sh

# Python 3.11 or newer builds the environment; everything after that runs inside it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
PIP := $(PY) -m pip --disable-pip-version-check --no-input
# How much pytest says, or which tests: make quick PYTEST_ARGS="-k pairing -x"
PYTEST_ARGS ?= -q
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout 120 --nbval-sanitize-with tests/nbval_sanitize.cfg

export PYTHONUTF8 := 1

.PHONY: help setup demo lab check lint types quick test slow nbval built test-full bench notebooks texts format lock audit clean

help: ## list what can be run
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: $(READY) ## make the environment (.venv) from requirements.lock

$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) from requirements.lock; this happens once and takes a few minutes."
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP) install -qq --require-hashes --only-binary :all: -r requirements.lock
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## run every example programme and say which page to open
	$(PY) -m mentorkit batch data/programs --out results

lab: $(READY) ## open the workbook in JupyterLab: recent programmes and copies of the examples
	$(PY) -m mentorkit lab

check: lint types quick ## lint, types, quick tests (at most 3 minutes)

lint: $(READY) ## ruff: lint and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(READY) ## mypy --strict over the package
	$(PY) -m mypy

quick: $(READY) ## the tests that start no kernel, batch or browser
	$(PY) -m pytest -n 2 $(PYTEST_ARGS) -m "not slow and not browser"

test: check slow built nbval ## everything (at most 25 minutes)

slow: $(READY) ## the tests with kernels, batches and the browser
	$(PY) -m pytest $(PYTEST_ARGS) -m "slow or browser"

nbval: $(READY) ## run the built notebooks and compare their outputs with the stored ones
	$(PY) -m pytest $(PYTEST_ARGS) -n 2 --dist loadfile $(NBVAL) notebooks

built: $(READY) ## are the built notebooks what their source and the code say?
	$(PY) -m mentorkit build --check

test-full: $(READY) ## the same tests at full sizes
	MENTORKIT_FULL=1 $(PY) -m pytest $(PYTEST_ARGS)

bench: $(READY) ## how fast, side by side with other ways (never a test)
	$(PY) tests/bench/bench.py

notebooks: $(READY) ## build notebooks/ and notebooks/he/ from notebooks/source
	$(PY) -m mentorkit build

texts: $(READY) ## bring the Hebrew catalogues up to date with the code and the notebooks
	$(PY) -m mentorkit.text.extract

format: $(READY) ## put code into the one form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: $(READY) ## write requirements.lock again after a change of the dependencies in pyproject.toml
	$(PIP) install --quiet uv
	$(PY) -m uv pip compile pyproject.toml --extra dev --extra text --universal --python-version 3.11 --generate-hashes --quiet \
		--no-header --no-annotate --no-emit-index-url -o requirements.lock

audit: $(READY) ## known weaknesses of the locked packages (asks the network)
	$(PY) -m pip_audit --require-hashes --disable-pip -r requirements.lock

clean: ## remove the environment, results and caches
	rm -rf $(VENV) results build dist mentorkit.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
