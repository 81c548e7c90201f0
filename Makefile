# make run · make test · make eval · make lint
PORT ?= 8000
HOST ?= 127.0.0.1
CORPUS ?= eval/corpus
PYTHON ?= python3
# The build of PyTorch: the default is what pip finds for this machine; TORCH_INDEX=ADDRESS takes another build,
# the small one without graphics card support, say (PyTorch's own page shows the addresses).
TORCH ?= torch==2.13.0
TORCH_INDEX ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-test
# One data folder a corpus, so that changing CORPUS mixes nothing.
CORPUS_PATH := $(abspath $(CORPUS))
DATA ?= data/$(shell printf '%s' '$(CORPUS_PATH)' | sha256sum | cut -c1-12)
DEBIAN := tesseract-ocr tesseract-ocr-swe chromium

export STYRSVAR_DATA ?= $(DATA)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run ingest install test lint eval debian clean
.DEFAULT_GOAL := run

run: ingest
	@exec $(BIN)/styrsvar serve --host $(HOST) --port $(PORT)

# Exit code 3 says that some files could not be read and the rest were stored: worth serving.
ingest: $(STAMP)
	@test -e "$(CORPUS_PATH)" || { echo "Mappen $(CORPUS_PATH) finns inte. Ange en annan: make run CORPUS=mapp" >&2; exit 1; }
	@$(BIN)/styrsvar ingest "$(CORPUS_PATH)" || { code=$$?; test $$code -eq 3 || exit $$code; }

install: $(STAMP)

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet "$(TORCH)" $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(TEST_STAMP): $(STAMP)
	$(BIN)/pip install --quiet --editable ".[test]"
	@touch $@

# What the tests need from Debian: text recognition and a browser.
debian:
	@missing=""; for package in $(DEBIAN); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo "Testerna behöver:$$missing. Installera med: sudo apt-get install$$missing" >&2; exit 1; \
	fi

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Pictures of the pages that the browser tests walk through are left in data/screenshots.
test: debian lint
	STYRSVAR_SCREENSHOTS=$(CURDIR)/data/screenshots $(BIN)/pytest -n 2

# Answers measured on the sample corpus (and a real one beside the checkout), compared with eval/baseline.json.
eval: $(STAMP)
	$(BIN)/python -m eval

clean:
	rm -rf $(VENV)
