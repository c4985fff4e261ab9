# `make demo` converts the examples and asks a question about them; `make test` runs the tests.
# Each makes the environment that it needs in .venv; PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types commands site lock wheel clean

$(VENV)/run: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "retroxbrl needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/run
	$(BIN)/retroxbrl convert examples --output output
	$(BIN)/retroxbrl query --named net-income --output output

# Compiled modules are kept: the tests start the program some hundred times. What one worker has made
# ready for a file's tests it uses for the next ones: they come in their order, and are stolen at the end.
test: $(VENV)/dev
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

# The pages of reference: commands and options, Python, columns, vocabulary, codes. A test holds each
# to the program.
commands: $(VENV)/run
	$(BIN)/python -m converter.cli.reference > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md
	$(BIN)/python docs/reference.py

# docs/ as a site, in build/site: strictly, so that no link is broken. It opens from the folder; its
# search needs a server (python -m http.server --directory build/site).
site: $(VENV)/dev
	$(BIN)/python -m mkdocs build --strict

# The versions that `test` runs with, for all Pythons and systems; after it, look at the licences.
lock: $(VENV)/dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade --quiet \
	  --extra dev --no-emit-index-url --custom-compile-command 'make lock' --output-file constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python docs/third_party.py --write

# The same bytes from the same commit, whenever and wherever it is made.
wheel: $(VENV)/dev
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build --target wheel

clean:
	rm -rf $(VENV) build dist
	find output -mindepth 1 -not -name .gitkeep -delete
