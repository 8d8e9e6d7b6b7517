# Everything is rebuilt from the raw text: accounts and coded entries -> tables -> notebooks -> results.
# Targets lie in build/. A file in build/out keeps its time when its content stays the same; build/stamp says when it was last made.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
export PYTHONHASHSEED := 0

PYTHON ?= python3
BIN := .venv/bin
STEP := $(BIN)/python -m idlib_ledger.build
LIST := build/list

articles := $(filter-out %README.md,$(wildcard data/articles/*.md))
fingerprints := $(wildcard data/fingerprints/*.json)
coded := $(wildcard data/coded/*.csv)
reference := $(wildcard data/reference/*.csv)
notebooks := $(wildcard notebooks/*.ipynb)
library := $(filter-out src/idlib_ledger/reading/% src/idlib_ledger/checks/% src/idlib_ledger/derive/%,$(shell find src/idlib_ledger -name '*.py'))
reader := $(wildcard src/idlib_ledger/reading/*.py)
executed := $(notebooks:notebooks/%.ipynb=build/notebooks/%.ipynb)
tables := articles sentences readings claims events balance balance_summary agreement end_to_end displacement casualties ceasefires
out = $(1:%=build/out/%.csv)

# one build at a time in a checkout: the second waits for the first. A killed one lets go of the lock, and what it half wrote is removed.
define LOCK
import fcntl
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("another build is running here: waiting for it", flush=True)
    fcntl.flock(9, fcntl.LOCK_EX)
endef
export LOCK
LOCKED = exec 9> build/.lock; $(PYTHON) -c "$$LOCK"; find . -path ./.venv -prune -o -name '.*.part' -exec rm {} +;

# the list of inputs is itself an input: a removed file must rebuild as a changed one does
$(shell mkdir -p build; echo '$(articles) $(fingerprints) $(coded) $(reference) $(notebooks)' | cmp -s - $(LIST) || echo '$(articles) $(fingerprints) $(coded) $(reference) $(notebooks)' > $(LIST))

.PHONY: all
all: ## Set up, rebuild every table, chart and page from the raw text
	@$(LOCKED) { $(MAKE) -s --no-print-directory build/.done; \
	$(STEP) publish tables >> build/.published; \
	$(STEP) publish results >> build/.published; \
	if [ -s build/.published ]; then echo 'published:'; sort -u build/.published; \
	elif [ -e build/.worked ]; then echo 'built; nothing tracked changed'; \
	else echo 'nothing to do: everything is up to date'; fi; rm -f build/.worked build/.published; } 9>&-

build/.done: $(executed) build/stamp/balanced
	@touch build/.worked $@

.venv/.ready: requirements.txt pyproject.toml
	@echo 'setting up .venv'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

build/stamp/schema: datapackage.json .venv/.ready
	@mkdir -p build/stamp build/out build/results build/notebooks
	@$(STEP) schema && touch $@
build/schema.json: build/stamp/schema ;

build/stamp/checked: build/schema.json $(LIST) $(articles) $(fingerprints) $(coded) $(reference) $(library) $(wildcard src/idlib_ledger/checks/*.py)
	@echo 'checking what people wrote' && $(STEP) check && touch $@ build/.worked

build/stamp/%.table: build/stamp/checked src/idlib_ledger/derive/%.py src/idlib_ledger/derive/__init__.py
	@$(STEP) table $* && touch $@ build/.worked
$(call out,$(tables)): build/out/%.csv: build/stamp/%.table ;

# the reader, compiled from its own source; without a C compiler it stays plain Python
build/stamp/compiled: $(reader) src/idlib_ledger/segments.py hatch_build.py .venv/.ready
	@mkdir -p build/stamp && echo 'compiling the reader' && $(BIN)/python hatch_build.py && touch $@ build/.worked

build/stamp/readings.table: $(reader) build/stamp/compiled
build/stamp/claims.table: $(call out,articles sentences)
build/stamp/events.table build/stamp/end_to_end.table: $(call out,claims)
build/stamp/balance.table: $(call out,readings)
build/stamp/balance_summary.table: $(call out,balance)
build/stamp/displacement.table build/stamp/casualties.table build/stamp/ceasefires.table: $(call out,claims) src/idlib_ledger/derive/_select.py

build/stamp/balanced: $(call out,$(tables)) src/idlib_ledger/checks/hand.py
	@$(STEP) balance && touch $@

build/stamp/tables: $(call out,$(tables)) build/stamp/balanced docs/datasheet.in.md $(wildcard src/idlib_ledger/checks/rules/*.sql)
	@$(STEP) publish tables | tee -a build/.published && touch $@

# notebooks read the lists and coded entries too, not the built tables alone
build/notebooks/%.ipynb: notebooks/%.ipynb build/stamp/tables $(coded) $(reference) $(library)
	@echo '  notebook $*' && $(STEP) notebook $< $@ && touch $@

build/notebooks/04-hand-and-machine.ipynb: tests/trials/development.jsonl $(reader)

.PHONY: notebooks
notebooks: ## Run the notebooks whose inputs changed; the executed copies go to build/notebooks
	@$(LOCKED) { $(MAKE) -s --no-print-directory $(executed); $(STEP) publish results; } 9>&-

.PHONY: figure-%
figure-%: ## Draw one figure of results/ anew: make figure-displacement
	@found=$$(grep -lF '\"$*\"' $(notebooks) | head -1 || true); test -n "$$found" || { echo "no notebook makes a figure $*"; exit 2; }; \
	$(LOCKED) { rm -f build/notebooks/$$(basename $$found); \
	$(MAKE) -s --no-print-directory build/notebooks/$$(basename $$found); $(STEP) publish results; } 9>&-

.venv/.lab: requirements-lab.txt .venv/.ready
	@echo 'installing JupyterLab' && $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lab.txt && touch $@

.PHONY: lab
lab: .venv/.lab ## Open the notebooks in JupyterLab, which is installed when first asked for
	@$(BIN)/jupyter lab notebooks

.PHONY: diff
diff: .venv/.ready ## What changed in tables and results since the last tag, in words
	@$(BIN)/python -m idlib_ledger.history diff

.PHONY: reproduce
reproduce: .venv/.ready ## Rebuild everything in a temporary clone and compare it, file by file
	@$(BIN)/python -m idlib_ledger.history reproduce

.PHONY: test
test: build/stamp/compiled ## Run the tests
	@$(BIN)/ruff check --quiet src tests benchmarks hatch_build.py
	@$(BIN)/lint-imports --no-cache --config pyproject.toml > build/imports.txt || { cat build/imports.txt; exit 1; }
	@$(BIN)/python -m pytest -q

.PHONY: evaluate
evaluate: all ## Score the reader on train and test articles; logs the look at the test split in docs/evaluations.md
	@$(BIN)/python -m idlib_ledger.evaluate

.PHONY: check
check: .venv/.ready ## Check the package: schema, accounts, evidence, deliveries, settlements, counts, seals, ids, built tables, rules, balance
	@$(BIN)/idlib-ledger check

.PHONY: counts
counts: .venv/.ready ## Accept the numbers of rows, and the hashes of the files of the sampling, as they are now, for review
	@$(BIN)/python -m idlib_ledger.build counts

.PHONY: mutate
mutate: all ## Damage a copy of the package 2,000 times and count what the checks notice; writes docs/mutation.md (about half an hour)
	@$(BIN)/python -m benchmarks.mutation

.PHONY: kills
kills: all ## Kill builds and readings of a small copy 200 times at random moments, and more; compare what a rerun leaves (about an hour)
	@$(BIN)/python -m benchmarks.kills

.PHONY: fuzz
fuzz: build/stamp/compiled ## Any text and any package for about ten minutes: accounts, tables, fingerprints, descriptors, the reader
	@$(BIN)/pytest tests/test_hostile.py -k any --hypothesis-profile=fuzz

.PHONY: originals
originals: .venv/.ready ## Compare accounts with the originals in a folder: make originals FOLDER=../shared/originals
	@$(BIN)/idlib-ledger originals $(or $(FOLDER),../shared/originals)

.PHONY: clean
clean: ## Remove what the build made outside git, but for the environment
	rm -rf build dist
	find src -name '*.so' -delete

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'
