# The commands of the README, and two more. Needs make and Python 3.12 or later, nothing else.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for one in python3 python3.13 python3.14 python3.12 python; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$one && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check install

# Material announces the end of its life at each build; CONTRIBUTING.md says what we do about it.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site offline single hosted scorm questions pdf serve test bench lock clean

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

site: $(VENV)/.site ## compute the figures and build site/
	@$(BIN)/mkdocs build --strict

offline single hosted scorm questions pdf: site
	@$(BIN)/course export $@

serve: $(VENV)/.site ## write with a live preview
	@$(BIN)/mkdocs serve

test: $(VENV)/.test ## run every test, in a browser too
	@# Two at a time; what fails fails when the other is done, so that neither goes on by itself.
	@$(BIN)/python -m tests.prepare & $(BIN)/course figures; status=$$?; wait $$! && exit $$status
	@$(BIN)/python -m tests.frontend & \
		{ $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports; }; \
		status=$$?; wait $$! && exit $$status
	@$(BIN)/python -m pytest -n auto --dist worksteal

bench: $(VENV)/.test ## measure the speed goals, as ratios in one run
	@$(BIN)/python -m tests.bench

lock: $(VENV)/.test ## pin the newest versions of all dependencies, with hashes
	@$(BIN)/python -m tests.lock

clean: ## remove everything that was made
	rm -rf $(VENV) .cache docs/generated site .site-building course_build/frontend/node_modules

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.12 or later found: install one, or run make PYTHON=/path/to/python3"; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

# Each stamp is newer than what was installed for it; hashes make pip refuse anything but the locked files.
$(VENV)/.site: $(VENV)/bin/python requirements.txt pyproject.toml course_build/frontend/package-lock.json
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m course_build.assets.node
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.txt
	@$(PIP) --require-hashes -r requirements-test.txt
	@$(BIN)/python -m course_build.assets.node --test
	@touch $@
