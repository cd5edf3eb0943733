# Parterre from nothing: make run, make test, make bench, make check. Needs make and Python 3.11.
SHELL := /bin/bash
BIN := .venv/bin

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test bench check lock system clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: system .venv/installed ## set everything up and open Parterre
	@$(BIN)/parterre run

test: system .venv/installed ## set everything up and run all tests
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

bench: system .venv/installed ## print the benchmark table
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(ARGS)

check: .venv/installed ## ruff, mypy strict, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-annotate --extra dev pyproject.toml -o requirements.lock

clean: ## remove the virtual environment and the tools' caches, never any business records
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build

system:
	@installer/system-packages.sh

# A virtual environment that somebody else has made is kept and completed.
.venv/locked: requirements.lock | system
	@test -x $(BIN)/python || "$$(installer/find-python.sh)" -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	@echo "Installing the locked packages into .venv (once, a few minutes at most)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@
