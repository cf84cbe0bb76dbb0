# The targets of Qantar. No logic here: each makes the environment once, then calls `python -m qantar` or a tool.
PYTHON ?= python3
EDITION ?= kazakhstan
WHICH = $(EDITION) $(if $(BOOK_LANGUAGE),--language $(BOOK_LANGUAGE))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTEST := $(BIN)/python -m pytest -q -n 2

# What a shell tells Python and pip is for its user's other work; mirrors, proxies and caches stay as they are.
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONWARNINGS PYTHONOPTIMIZE PYTHONSAFEPATH
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT PIP_NO_DEPS PIP_DRY_RUN
export PIP_USER := 0

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

# An environment that was moved or copied here, or whose Python went away, is made anew.
ifneq ($(shell test -x $(BIN)/python && cat $(READY) 2>/dev/null),$(shell pwd -P))
.PHONY: $(READY)
endif

# pip before 23.3 cannot read a hashed lock with extras, hence --upgrade-deps
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info < (3, 14) or sys.exit("Python 3.11 to 3.13 is needed, this is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12")'
	test -x $(BIN)/python && ! grep -qsvxF "$$(pwd -P)" $@ || rm -rf $(VENV)
	$(PYTHON) -m venv --upgrade-deps $(VENV)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src/qantar
	pwd -P > $@

book: $(READY)      ## build the book (EDITION=kazakhstan, BOOK_LANGUAGE=en) and print its front page
	$(BIN)/python -m qantar book $(WHICH)
languages: $(READY) ## build the book in every language, and one site of all with links between the pages
	$(BIN)/python -m qantar languages $(EDITION)
editions: $(READY)  ## build every edition and the page that compares them
	$(BIN)/python -m qantar editions
test: lint          ## all quick tests (10 minutes at most)
	$(BIN)/python -m qantar book
	$(PYTEST) tests --ignore=tests/trial --nbval --nbval-cell-timeout 300 notebooks
lint: $(READY)      ## style of code and notebooks, types, and which part of the package may know which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --cache-dir build/mypy
	$(BIN)/lint-imports --no-cache
trial: $(READY)     ## the slow tests: faults, fuzzing, two builds, every page in every mode
	$(BIN)/python -m qantar languages
	$(PYTEST) tests/trial
trial-long: $(READY) ## every chapter at many drawn parameters and every country
	$(PYTEST) -m long tests/report
lab: $(READY)       ## open JupyterLab on the notebooks
	JUPYTER_PATH= JUPYTER_PREFER_ENV_PATH=1 JUPYTER_CONFIG_PATH="$(CURDIR)/profiles/lab" $(BIN)/jupyter-lab
accept: $(READY)    ## run the stored notebooks again and show every number, digest and verdict that changed
	$(BIN)/python -m qantar accept
messages: $(READY)  ## bring the catalogues for translators in locales/ up to date
	$(BIN)/python -m qantar messages
refresh: $(READY)   ## make tables anew from the publishers' files (FROM=folder, TABLES="name name")
	$(BIN)/python -m qantar refresh $(TABLES) $(if $(FROM),--from $(FROM))
pdf: $(READY)       ## the whole report as one PDF
	$(BIN)/python -m qantar pdf $(WHICH)
zip: $(READY)       ## the built book in one file
	$(BIN)/python -m qantar zip $(WHICH)
serve: $(READY)     ## serve the built book on this machine
	$(BIN)/python -m qantar serve $(WHICH)
watch: $(READY)     ## show pages and notebooks in the browser as they are saved
	$(BIN)/python -m qantar watch $(WHICH)
verify: $(READY)    ## check a built book against the repository
	$(BIN)/python -m qantar verify $(WHICH)
bench: $(READY)     ## measure build times, page weights and speed in the browser
	$(BIN)/python tests/bench
audit: $(READY)     ## look the locked packages up in the list of known vulnerabilities (needs the network)
	$(BIN)/pip-audit --requirement requirements.txt --require-hashes --disable-pip --strict
links: $(READY)     ## ask whether the addresses outside the book still answer (needs the network)
	$(BIN)/python -m qantar links $(WHICH)
clean:           ## remove what was built (the environment stays)
	rm -rf build

.PHONY: help book languages editions test lint trial trial-long lab accept messages refresh pdf zip serve watch verify bench audit links clean
