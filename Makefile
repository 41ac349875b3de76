# The commands of the project. `make` alone lists them; `make demo` and `make test` set up whatever is missing.
.DEFAULT_GOAL := help
.PHONY: help setup packages front demo test lint format bench agree soak load explorer lock wheelhouse licences vulnerabilities oldest installed dist sbom release clean fuzz samples mutants

BIN := .venv/bin
PYTEST_ARGS ?=
# Node of the virtual environment, and what npm installed.
IN_EXPLORER = cd explorer && export PATH="$(CURDIR)/$(BIN):$(CURDIR)/explorer/node_modules/.bin:$$PATH" &&
# What mypy knows of unchanged files: kept for the user, not for the clone, so that a fresh clone need not learn it again.
export MYPY_CACHE_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/scoring/mypy

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

packages: # what checking the code needs: the virtual environment with the locked packages
	@tools/setup.sh packages

setup: ## set up everything: packages, system libraries, fonts (fast when it is there)
	@tools/setup.sh packages libraries fonts

front: packages # what checking and building the web explorer needs
	@tools/setup.sh explorer

demo: setup ## score the example assessment and write its circular, workbook and the other results into out/
	@$(BIN)/scoring run data/linjiang-2016 --out out
	@echo "The circular: $$(ls -1t out/linjiang-2016-*/circular.pdf | head -n 1)"

test: setup lint ## check format, lint and types, then run all tests
	@tools/setup.sh browser office
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: packages front ## check format, lint and types
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(IN_EXPLORER) biome ci --colors=off . && tsc --noEmit

format: packages front ## format the code and mend what can be mended without thinking
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format
	@$(IN_EXPLORER) biome check --write --colors=off .

bench: setup ## measure times and memory (tests/benchmarks), one at a time, and write build/bench/benchmarks.md
	@rm -rf build/bench
	@$(BIN)/python -m pytest -s -o python_files='bench_*.py' tests/benchmarks; failed=$$?; \
		$(BIN)/python -m tests.benchmarks.reporting; exit $$failed

TARGET ?=
SECONDS ?= 60
fuzz: setup ## feed every reader with damaged files: TARGET=report_pdf (all of tests/fuzz), SECONDS=60 for each; what is found: build/fuzz
	@tools/setup.sh fuzz
	@PYTHONPATH=build/fuzz/packages $(BIN)/python -m tests.fuzz.machinery.campaign --seconds $(SECONDS) $(addprefix --target ,$(TARGET))

PACKS ?=
agree: setup ## whole runs of every pack and example (PACKS= names some): engine, oracle, workbook, explorer and circular say the same
	@tools/setup.sh office
	@$(BIN)/python -m tests.agreement.packs $(PACKS)

RUNS ?= 300
soak: setup ## make RUNS=300 runs in one process, good and broken ones: memory, files and threads must not grow (docs/assurance.md)
	@$(BIN)/python -m tests.load.soak --runs $(RUNS)

REPORTS ?= 10000
load: setup ## read REPORTS=10000 reports, one in a hundred broken: each of those is listed once (docs/assurance.md)
	@$(BIN)/python -m tests.load.many --reports $(REPORTS)

ONLY ?=
SAMPLE ?= 0
mutants: packages ## change the rules, scores, ranking and numbers one place at a time and see the tests fail: ONLY=PATH, SAMPLE=20 of each file
	@tools/setup.sh mutants
	@PYTHONPATH=build/mutants/packages PYTHONWARNINGS=ignore $(BIN)/python -m tests.mutation --only "$(ONLY)" --sample $(SAMPLE); found=$$?; \
		$(BIN)/python tools/mutant_pages.py; exit $$found

explorer: front ## check and test the source of the web explorer, and build it into the package
	@$(IN_EXPLORER) biome ci --colors=off . && tsc --noEmit && vitest run --passWithNoTests && node build.mjs

WHEELHOUSE_ARGS ?=
wheelhouse: packages ## collect what an installation without network needs into build/wheelhouse (docs/offline.md)
	@tools/setup.sh libraries
	@$(BIN)/python -m tools.wheelhouse $(WHEELHOUSE_ARGS)

.PHONY: faults
ROUNDS ?= 300
faults: packages ## kill every command that writes, ROUNDS=300 times, and write build/faults/report.md (docs/faults.md)
	@$(BIN)/python -m tests.faults.campaign --rounds $(ROUNDS) --report build/faults/report.md
	@$(BIN)/python -m tests.faults.around

lock: ## renew requirements.lock from pyproject.toml (needs uv), with the hash of every file
	uv pip compile pyproject.toml --all-extras --group dev --group bench --generate-hashes --no-emit-index-url --no-header --universal --quiet -o requirements.lock
	uv pip compile --group mutants --no-deps --generate-hashes --no-emit-index-url --no-header --universal --quiet -o requirements-mutants.lock
	uv pip compile --group fuzz --generate-hashes --no-emit-index-url --no-header --universal --quiet -o requirements-fuzz.lock

licences: packages ## say which licence everything has, and whether it is allowed (docs/upkeep.md)
	@$(BIN)/python -m tools.supply.licences --out build/supply/licences.md

vulnerabilities: packages ## hold the locked packages against advisories: fetched, or ADVISORIES=FOLDER_OR_ZIP in OSV format
	@$(BIN)/python -m tools.supply.vulnerabilities $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

oldest: packages ## run the tests with the oldest versions that pyproject.toml allows, or only TESTS="..." (needs uv)
	@$(BIN)/python -m tools.supply.oldest $(TESTS)

installed: setup ## install the wheel into clean environments, with and without the documents, and use it from another folder
	@$(BIN)/python -m tools.supply.installed

dist: packages ## build wheel and source archive of COMMIT (HEAD), twice to the same bytes, into dist/
	@$(BIN)/python -m tools.supply.building --commit $(or $(COMMIT),HEAD)

sbom: dist ## write the bill of materials (CycloneDX) of the wheel beside it
	@$(BIN)/python -m tools.supply.sbom --commit $(or $(COMMIT),HEAD)

samples: packages ## keep files of this version that later versions must read, in tests/released/
	@$(BIN)/python -m tests.released.making

release: setup ## prepare release VERSION=...: check, test, build, tag; DRY_RUN=1 tags nothing; nothing is published
	@$(BIN)/python -m tools.supply.release $(VERSION) $(if $(DRY_RUN),--dry-run) $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

clean: ## remove what the commands made, except the fonts and the results in out/
	rm -rf .venv explorer/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
