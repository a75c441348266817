# Two commands: `make run` opens the hall, `make test` passes the tests. Each makes its own environment in .venv.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lock audit bundle bench guard calibrate mutate clean

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

# What became dearer by more than a fifth beside the ratios that were kept (bench/README.md).
guard: $(VENV)/.ready-test
	$(VENV)/bin/python -m bench guard

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

# Whether anything the program stands on has a known hole, and what that is, as CycloneDX: build/audit (needs a network).
audit: $(VENV)/bin/python
	$(PYTHON) -m venv build/audit/venv
	build/audit/venv/bin/python -m pip --disable-pip-version-check --quiet install "pip-audit>=2.9" "cyclonedx-bom>=6"
	build/audit/venv/bin/cyclonedx-py requirements --output-file build/audit/hall.cdx.json requirements.lock
	build/audit/venv/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock
	build/audit/venv/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements-test.lock

# One file that a hall is installed from without a network (making it needs one): docs/operating.md, “装上”.
bundle: $(VENV)/.ready
	$(VENV)/bin/kiosk bundle $(ARGS)

# After a change of dependencies in pyproject.toml (needs uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra film --extra print --extra aloud --extra remote pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra film --extra print --extra aloud --extra remote --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) tour mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
