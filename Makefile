# The commands that people type. Each sets up what it needs; nothing else must be done first.
#
#   make site     check the data and build the site into site/      (SITE_DIR=folder, AS_OF=2026-07-01)
#   make serve    show the site while editing, http://127.0.0.1:8000 (AS_OF=2026-07-01)
#   make check    check the data only                               (AS_OF=2026-07-01)
#   make test     all checks and tests, in a browser too
#   make ci       what continuous integration runs
#   make format   put code in the house's form
#   make lock     bring the locked requirements up to date

PYTHON ?= python3
SITE_DIR ?= site
AS_OF ?=
BIN = .venv/bin
AS_OF_DAY = $(if $(AS_OF),--as-of $(AS_OF))
export NO_MKDOCS_2_WARNING = 1

.PHONY: site serve check test ci format lock clean

site: .venv/site.installed
	$(BIN)/python scripts/build.py --site-dir "$(SITE_DIR)" $(AS_OF_DAY)

serve: .venv/site.installed
	$(BIN)/python scripts/serve.py $(AS_OF_DAY)

check: .venv/site.installed
	$(BIN)/python scripts/check.py $(AS_OF_DAY)

test: .venv/dev.installed
	sh scripts/install_chromium.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

ci:
	.ci/run

format: .venv/dev.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/dev.installed
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --upgrade requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --upgrade requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf .venv .cache site .site.*

.venv/site.installed: requirements.txt pyproject.toml
	sh scripts/environment.sh "$(PYTHON)" requirements.txt
	touch $@

.venv/dev.installed: requirements-dev.txt pyproject.toml
	sh scripts/environment.sh "$(PYTHON)" requirements-dev.txt
	touch $@ .venv/site.installed
