# Two commands do everything: `make demo` and `make test`. Both work on a fresh Debian with Python 3.11 and make.
PYTHON ?= python3
VENV ?= .venv
REPORTS ?=
SHARED ?= ../shared
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Debian packages that the tests use; only where we may install them.
APT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq
.PHONY: demo test lint gold clean

demo: $(VENV)/.run
	$(BIN)/sayso demo $(REPORTS)

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gold: $(VENV)/.run
	$(BIN)/python -m benchmarks.gold $(SHARED)/gold/dev_reports.jsonl -o out/gold.jsonl
	$(BIN)/python $(SHARED)/gold/score.py --gold $(SHARED)/gold/dev_gold.jsonl \
	  --reports $(SHARED)/gold/dev_reports.jsonl --sources $(SHARED)/gold/sources.json out/gold.jsonl

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sayso needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: on Debian, apt-get install python3-venv"; exit 1; }

$(VENV)/.run: pyproject.toml requirements.lock | $(BIN)/python
	$(PIP) --upgrade pip
	$(PIP) --constraint requirements.lock --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) --constraint requirements.lock --group test
	@command -v chromium >/dev/null || { $(APT) chromium >/dev/null; } || \
	  echo "Chromium is not installed: the tests that look at the page will be skipped"
	@pkg-config --exists icu-i18n 2>/dev/null || { $(APT) libicu-dev pkg-config g++ >/dev/null; } || true
	@$(PIP) --constraint requirements.lock --group ftm 2>/dev/null || \
	  echo "FollowTheMoney could not be installed (it needs libicu-dev): the tests that read its entities will be skipped"
	@command -v java >/dev/null || { $(APT) default-jre-headless >/dev/null; } || true
	@command -v java >/dev/null && $(PIP) --constraint requirements.lock --group spark 2>/dev/null || \
	  echo "Java or pyspark could not be installed: the tests that run on Apache Spark will be skipped"
	@touch $@

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
