# Everything is in start.py, which needs nothing but Python 3.11: make PYTHON=python3.12 run names another one.
# Arguments go through ARGS: make test ARGS="tests/invitations -x"
PYTHON ?= python3

.PHONY: run test check bench setup clean
run test check bench setup:
	@$(PYTHON) start.py $@ $(ARGS)

# Never var/: that is somebody's data.
clean:
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .rumdl_cache htmlcov .coverage*
