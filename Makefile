# Vårdväg. `make demo` and `make test` need only make and Python 3.11; everything else lands in .venv.
# Another interpreter: make demo PYTHON=/path/to/python3.11

PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.installed
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SOURCES := src tests docs tools

.PHONY: help demo test check fix bench docs reference screenshots inversions mutants fuzz fuzz-files fuzz-api kill kill-loads load load-pages product pin clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(STAMPS)/demo ## example data for all four parts, then the site on this computer
	@$(BIN)/vardvag demo

test: check ## lint, types and every test; ends with what was skipped and how to enable it
	@$(BIN)/python tests/in_two.py

check: $(STAMPS)/test ## lint, format and types
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy

fix: $(STAMPS)/test ## mend what lint and format can mend
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

bench: $(STAMPS)/test ## measure speed and memory, write docs/explanation/performance.md (LARGE=1: ten times the data too)
	@$(BIN)/python tests/bench/measure.py $(if $(LARGE),--large)

docs: $(STAMPS)/docs reference ## the documentation as a site, in site/
	@$(BIN)/zensical build --clean

reference: $(STAMPS)/test ## write docs/reference and the examples' output anew, from the code
	@$(BIN)/python tests/docs/reference_pages.py
	@$(BIN)/python tests/docs/console_examples.py

screenshots: $(STAMPS)/test ## every page at 390 and 1280 px, in build/screenshots
	@VARDVAG_SCREENSHOTS=build/screenshots $(BIN)/python -m pytest tests/system

inversions: $(STAMPS)/test ## do the tests notice a rule of the law turned wrong? (the full form; slow)
	@$(BIN)/python tests/inversions.py

mutants: $(STAMPS)/test ## do the tests notice a changed line? (base/apportion.py, base/days.py)
	@$(BIN)/python tests/mutation.py

fuzz: $(STAMPS)/test ## ten thousand damaged agreement files: no traceback, no krona lost (FILES=, SEED=)
	@$(BIN)/python tests/fuzz_agreements.py --files $(or $(FILES),10000) --seed $(or $(SEED),1)

fuzz-files: $(STAMPS)/test ## twenty thousand damaged files of contacts: no traceback, nothing in part (FILES=, SEED=)
	@$(BIN)/python tests/fuzz_files.py --files $(or $(FILES),20000) --seed $(or $(SEED),1)

kill: $(STAMPS)/test ## kill -9 the server 200 times while it is written to: nothing lost, nothing half (KILLS=, SEED=)
	@$(BIN)/python tests/killing.py --kills $(or $(KILLS),200) --seed $(or $(SEED),1)

kill-loads: $(STAMPS)/test ## kill -9 a load of contacts 1 000 times: the store is as before it or as after it (KILLS=, SEED=)
	@VARDVAG_KILLS=$(or $(KILLS),1000) VARDVAG_KILL_SEED=$(or $(SEED),1) \
	  $(BIN)/python -m pytest tests/integration/warehouse/test_warehouse_kill.py

load: $(STAMPS)/test ## plans read under load, and docs/explanation/performance-plans.md (PEOPLE=, default 20 000)
	@$(BIN)/python tests/bench/load_plans.py --people $(or $(PEOPLE),20000)

load-pages: $(STAMPS)/test ## the public pages of waiting times read by twenty at once, and docs/explanation/performance-pages.md
	@$(BIN)/python tests/bench/load_pages.py

product: $(STAMPS)/test ## the full monthly product of very many synthetic contacts in bounded memory (CONTACTS=, default a million; MONTHS=120; PAGE=1 writes performance-product.md)
	@$(BIN)/python tests/bench/product_large.py --contacts $(or $(CONTACTS),1000000) $(if $(DATA),--data $(DATA)) \
	  --month-ends $(or $(MONTHS),60) $(if $(PAGE),--page)

fuzz-api: $(STAMPS)/test ## many requests made up for every address of the JSON API: no fault of ours (EXAMPLES=, SEED=)
	@VARDVAG_API_EXAMPLES=$(or $(EXAMPLES),200) VARDVAG_API_SEED=$(or $(SEED),1) \
	  $(BIN)/python -m pytest tests/integration/api/test_api_fuzz.py -k sqlite

pin: ## resolve requirements/*.txt anew (needs uv)
	@sh requirements/pin.sh

clean: ## remove what was built; keeps .venv
	@rm -rf build dist site mutants .mypy_cache .ruff_cache .hypothesis

# A stamp is renewed when the requirements or the project file change, and only then.
$(STAMPS)/demo: requirements/demo.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the demo needs into $(VENV) …"
	@$(PIP) --require-hashes -r requirements/demo.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/demo
	@echo "Installing what the tests need into $(VENV) …"
	@$(PIP) --require-hashes -r requirements/test.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/docs: requirements/docs.txt $(STAMPS)/demo
	@echo "Installing what the documentation needs into $(VENV) …"
	@$(PIP) --require-hashes -r requirements/docs.txt
	@mkdir -p $(STAMPS) && touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || \
	  { echo "Vårdväg needs Python 3.11 or later. Name one with: make PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV)
