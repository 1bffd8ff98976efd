# Everything a newcomer or a maintainer runs. `make demo` and `make test` need Python 3.11, make, git and the registries.
PYTHON ?= python3
# The browser tests, which mostly wait, run beside these.
WORKERS ?= 2
UV := .tools/bin/uv
UV_VERSION := 0.13.9
BIN := .venv/bin
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

NODE_PARTS := tests/connect/live/node/node_modules/.complete tests/siyu_sandbox/callbacks/node/node_modules/.complete

.PHONY: demo up test test-python test-browser lint web test-slow test-drawn types bench screenshots soak clean help

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: .venv/ready ## load a real retailer's year and open the console; PORT=8910 for another port
	$(BIN)/siyu demo $(if $(PORT),--port $(PORT))

up: .venv/ready ## start an empty instance in ./siyu-data
	$(BIN)/siyu up

test: lint web ## everything that must be green: format, lint, types, layers, unit, contract, web, browser
	$(MAKE) --jobs=2 --output-sync test-python test-browser

lint: .venv/ready ## format, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src
	$(BIN)/lint-imports

web: .venv/ready web/node_modules/.complete ## types, lint, unit tests and weight of the console
	cd web && $(NODE) npm run check && $(NODE) npm test && $(NODE) npm run --silent weigh

test-python: .venv/ready $(NODE_PARTS) ## unit and contract tests on the database of DATABASE_URL (default: SQLite)
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not slow"

test-browser: .venv/ready ## a real Chromium on a real server
	$(BIN)/pytest -m browser

test-slow: .venv/ready ## Spark (needs Java 17), and stories of many loads: what takes minutes and CI leaves out
	ORACLE_EXAMPLES=8 $(BIN)/pytest -n $(WORKERS) --dist loadgroup -m slow

test-drawn: .venv/ready ## property tests on examples that were never tried before
	SIYU_DRAW=anew $(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not slow"

types: .venv/ready web/node_modules/.complete ## write the API's description and the console's types anew
	$(BIN)/siyu openapi > web/openapi.json
	cd web && $(NODE) npm run types

bench: .venv/ready ## measure speed and memory beside peers; SIZES="1000000 3000000" for the published sizes
	$(UV) sync --quiet --locked --all-extras --group bench --python $(PYTHON)
	$(BIN)/python -m bench.run $(SIZES)

screenshots: .venv/ready ## take the pictures of the READMEs from a running demo
	$(BIN)/python docs/screenshots.py

soak: .venv/ready ## kill imports, web and worker at many random moments with a printed seed, and try many bad inputs; KILLS=50
	SIYU_KILLS=$(or $(KILLS),50) SIYU_EXAMPLES=100 $(BIN)/pytest -s tests/connect/imports/test_kill_9.py \
	  tests/connect/live/test_kills.py tests/connect/collection/test_fuzzed.py tests/api/test_any_input.py

clean: ## remove what was built, keep data
	rm -rf .venv .tools web/node_modules src/siyu/console/static

.venv/ready: uv.lock pyproject.toml $(UV) $(shell git ls-files web hatch_build.py 2>/dev/null)
	$(UV) sync --quiet --locked --all-extras --python $(PYTHON)
	@touch $@

# The build hook installs only what the build needs; tests and checks need everything.
web/node_modules/.complete: web/package-lock.json | .venv/ready
	cd web && $(NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Other people's packages that are tested as they are.
$(NODE_PARTS): %/node_modules/.complete: %/package-lock.json | .venv/ready
	cd $* && $(NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
