# Two commands: `make run` opens the hall, `make test` passes the tests. Each makes its own environment in .venv.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lock bench calibrate mutate clean

run: $(VENV)/.ready
	$(VENV)/bin/kiosk run $(ARGS)

test: $(VENV)/.ready-test
	$(VENV)/bin/ruff format --check kiosk tests bench
	$(VENV)/bin/ruff check kiosk tests bench
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/pytest $(ARGS)

bench: $(VENV)/.ready-test
	$(VENV)/bin/python -m bench

# How often the report of the effect is right, in worlds where the answer is known (some minutes): bench/calibration.md.
calibrate: $(VENV)/.ready-test
	$(VENV)/bin/python -m bench calibration

# Changes the code that decides, one small change at a time, and prints how many of them no test noticed (a quarter of
# an hour). bench/mutation.md says which of those are no faults.
mutate: $(VENV)/.ready-test
	$(PIP) install "mutmut>=3.4"
	$(VENV)/bin/python -m bench.mutation

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

$(VENV)/.ready-test: requirements-test.lock $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-test.lock
	touch $@

# After a change of dependencies in pyproject.toml (needs uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra film --extra print --extra aloud --extra remote pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra film --extra print --extra aloud --extra remote --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) tour mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
