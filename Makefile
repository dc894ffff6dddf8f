# Each target does its own set-up: a virtual environment in .venv, pip upgraded first.
PYTHON ?= python3
ARTICLES ?=
SOURCE ?= ../shared/catalogue
FEEDS ?= 10000
EXAMPLES ?= 150
# Tests run side by side, as many as there are cores; WORKERS=0 runs them in one process.
WORKERS ?= auto
BIN := .venv/bin
export OPENBLAS_NUM_THREADS := 1
export TOLD := $(value ARTICLES)

.PHONY: \
  bench \
  bench-cycle \
  bench-fetching \
  bench-logins \
  bench-newsroom \
  bench-refresh \
  bench-store \
  bench-stories \
  bench-tell \
  bench-pages \
  bench-web \
  catalogue \
  clean \
  eval-dates \
  eval-extraction \
  eval-feeds \
  eval-names \
  eval-own-pairs \
  eval-pairs \
  eval-quotes \
  eval-reuse \
  eval-seeds \
  eval-stories \
  eval-taste \
  fonts \
  fuzz-api \
  icons \
  run \
  test \
  torture \
  train \
  words

run: .venv/installed
ifeq ($(ARTICLES),)
	@$(BIN)/wholestory serve --sample
else
	@$(BIN)/wholestory tell "$$TOLD" --html report.html
endif

test: .venv/installed-dev
	@$(BIN)/ruff check src tests evals benchmarks tools
	@$(BIN)/ruff format --check src tests evals benchmarks tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

eval-seeds eval-names eval-quotes eval-extraction eval-dates eval-stories eval-pairs eval-own-pairs eval-reuse eval-feeds eval-taste: eval-%: .venv/installed-dev
	@$(BIN)/python evals/$(subst -,_,$*).py

train: .venv/installed-dev
	@$(BIN)/python evals/train_stories.py
	@$(BIN)/python evals/train_similarity.py

bench: .venv/installed-dev
	@$(BIN)/python benchmarks/telling.py

bench-fetching: .venv/installed-dev
	@$(BIN)/python benchmarks/fetching.py

bench-refresh: .venv/installed-dev
	@$(BIN)/python benchmarks/refresh.py

bench-logins: .venv/installed-dev
	@$(BIN)/python benchmarks/logins.py

bench-cycle: .venv/installed-dev
	@$(BIN)/python benchmarks/cycle.py --feeds $(FEEDS)

torture: .venv/installed-dev
	@WHOLESTORY_TORTURE=1 $(BIN)/python -m pytest tests/newsroom tests/store tests/fetch tests/feeds tests/hostile tests/pipeline/saved

fuzz-api: .venv/installed-dev
	@WHOLESTORY_FUZZ=$(EXAMPLES) $(BIN)/pytest tests/sync/test_schema.py --numprocesses $(WORKERS)

bench-tell: .venv/installed-dev
	@$(BIN)/python benchmarks/telling.py --articles 10000

bench-newsroom: .venv/installed-dev
	@$(BIN)/python benchmarks/newsroom.py

bench-stories: .venv/installed-dev
	@$(BIN)/python benchmarks/grouping.py $(SIZES)

bench-store: .venv/installed-dev
	@$(BIN)/python benchmarks/store.py

fonts icons words: .venv/installed-dev
	@PYTHONPATH=tools $(BIN)/python -m $@

bench-pages: .venv/installed-dev
	@$(BIN)/python benchmarks/pages.py

bench-web: .venv/installed-dev
	@$(BIN)/python benchmarks/web.py

catalogue: .venv/installed-dev
	@PYTHONPATH=tools $(BIN)/python -m catalogue $(SOURCE)

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Wholestory needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

.venv/installed: .venv/pip pyproject.toml
	@echo "Installing Wholestory into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

clean:
	rm -rf .venv build dist sample.*
