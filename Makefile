# The short way to everything a person does here. Each target is one plain command; README.md names them too.

PORT ?= 8000
PY = .venv/bin/python
MANAGE = $(PY) site/manage.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast pictures lint format check messages wheel host-check test-hosts test-long test-flood measure-table measure-desk clean

help:            ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | column -t -s '|'

demo: export KPSS_BASE_URL = http://127.0.0.1:$(PORT)
demo:            ## Serve the demonstration with its clock on http://127.0.0.1:8000/ (PORT= changes it)
	@sh scripts/venv.sh site
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) kpss_demo --port $(PORT)
	@$(MANAGE) kpss_serve 127.0.0.1:$(PORT)

test:            ## Run every test this machine can run (ARGS= goes to pytest)
	@sh scripts/venv.sh test
	@$(PY) scripts/run_tests.py $(ARGS)

test-fast:       ## Run the database suite on SQLite only, without the slow tests
	@sh scripts/venv.sh test
	@$(PY) scripts/run_tests.py --fast $(ARGS)

pictures:        ## Make the README's pictures anew (needs Chromium)
	@sh scripts/venv.sh test
	@KPSS_PICTURES=1 $(PY) -m pytest tests/journeys -q

lint:            ## Check code, templates and who imports whom
	@sh scripts/venv.sh dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@PYTHONPATH=.:site .venv/bin/lint-imports
	@.venv/bin/djlint --quiet --lint templates kpss_pages workflows site

format:          ## Put the code into its one form
	@sh scripts/venv.sh dev
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

check:           ## Check settings, migrations and catalogues
	@sh scripts/venv.sh test
	@KPSS_VAR_DIR=var/check $(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run --settings kpss_site.settings.test
	@$(PY) scripts/check_catalogues.py

messages:        ## Collect the texts to translate and compile the Czech catalogues (needs gettext)
	@sh scripts/venv.sh site
	@mkdir -p kpss_pages/locale workflows/locale site/kpss_site/locale
	@$(MANAGE) makemessages --locale cs --no-obsolete --no-wrap --add-location file --ignore '.venv' --ignore 'tests' --ignore 'var'
	@$(MANAGE) compilemessages --locale cs --ignore '.venv' --ignore 'tests' --ignore 'var'

measure-desk:    ## Measure the desk with 10,000 comments on a throw-away database (ARGS= goes to the script)
	@sh scripts/venv.sh test
	@$(PY) scripts/measure_desk.py $(ARGS)

wheel:           ## Build the distribution into dist/
	@sh scripts/venv.sh test
	@$(PY) -m build --no-isolation --outdir dist

host-check:      ## Install the wheel from nothing into a project made by wagtail start
	@sh scripts/venv.sh test
	@$(PY) scripts/host_check.py --fresh

test-hosts:      ## Put the wheel into strangers' sites on the pairs of Wagtail and Django (ARGS= chooses)
	@sh scripts/venv.sh test
	@$(PY) scripts/host_matrix.py $(ARGS)

test-long:       ## Race and kill for most of an hour, and write the figures to docs/trust.md (ARGS= chooses)
	@sh scripts/venv.sh test
	@$(PY) -m tests.trust --races 500 --kills 200 --parts 2 --sweep --write docs/trust.md $(ARGS)

test-flood:      ## 5,000 letters from 50 addresses while people write and the server is killed (ARGS= chooses)
	@sh scripts/venv.sh test
	@$(PY) -m tests.trust.flood $(ARGS)

measure-table:   ## Say how long the settlement table of 10,000 comments takes in each format, and how much memory
	@sh scripts/venv.sh test
	@$(PY) scripts/measure_table.py $(ARGS)

clean:           ## Remove what was built; the demonstration's data in var/ stay
	@rm -rf dist build htmlcov .coverage .pytest_cache .ruff_cache .import_linter_cache
