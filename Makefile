# Greenroom: `make run` opens the window, `make test` runs every check. Both install what they need, once.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=

RUN_PACKAGES := packaging/linux/packages-run.txt
TEST_PACKAGES := packaging/linux/packages-test.txt
FROZEN := build/frozen/greenroom
SOURCES := $(shell find src resources questions packaging/freeze packaging/licences -type f -not -name '*.pyc')
PIP_INSTALL := $(BIN)/python -m pip install --quiet --no-deps --disable-pip-version-check

.PHONY: help run test lint typecheck test-unit test-ui test-e2e bench bench-ear bench-points bench-tape screenshots locks clean \
	deb archive macos windows-installer check-windows-installer checksums check-installers

help:
	@echo "make run          install what is needed, then open Greenroom (ARGS=… for the command line)"
	@echo "make test         install what is needed, then run every check and test"
	@echo "make bench        measure start, first sound, transcript, memory and fluency"
	@echo "make bench-ear    measure the ear: word error rate, stop to transcript, memory (ARGS='--speech DIR')"
	@echo "make bench-points precision and recall of the points on labelled answers"
	@echo "make screenshots  take docs/screenshots/ anew"
	@echo "make deb          a .deb in dist/; make archive: a .tar.xz (make macos: a .dmg, on macOS)"
	@echo "make check-installers  install, use and remove the .deb in a minimal Debian made on the spot"
	@echo "make windows-installer  an installer for Windows in dist/, made on Linux; make check-windows-installer tries it"
	@echo "make locks        pin the Python packages anew (needs uv)"

run: $(VENV)/.ready-to-run
	@$(BIN)/greenroom $(ARGS)

test: lint typecheck test-unit test-ui test-e2e

lint: $(VENV)/.ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/codespell README.md CHANGELOG.md CONTRIBUTING.md
	GREENROOM_DATA_DIR=$(VENV)/lint-data $(BIN)/greenroom packs check questions/*.yaml

typecheck: $(VENV)/.ready-to-test
	$(BIN)/mypy

# Everything but audio/ and ui/ must work where Qt is not installed, so these run with Qt made impossible to import.
test-unit: $(VENV)/.ready-to-test
	GREENROOM_FORBID_QT=1 $(BIN)/pytest -p no:pytest-qt -o addopts="--strict-markers -ra" \
		-W ignore::pytest.PytestConfigWarning tests/unit

test-ui: $(VENV)/.ready-to-test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest tests/ui

test-e2e: $(VENV)/.ready-to-test
	$(BIN)/pytest tests/e2e

bench: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.benchmarks.app $(ARGS)

bench-points: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.benchmarks.points $(ARGS)

bench-ear: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.benchmarks.ear $(ARGS)

bench-tape: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.benchmarks.tape $(ARGS)

screenshots: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.screenshots

locks:
	packaging/locks/update

# What people install. The folder is frozen in an environment of its own, which holds nothing else.

deb: $(FROZEN)
	packaging/linux/build-deb $(FROZEN) dist

archive: $(FROZEN)
	packaging/linux/build-archive $(FROZEN) dist

macos: build/freeze/.ready
	packaging/freeze/build build/freeze/bin/python build/frozen
	PATH="$(CURDIR)/build/freeze/bin:$$PATH" packaging/macos/build-dmg build/frozen/Greenroom.app dist

windows-installer:
	packaging/linux/install-system-packages packaging/windows/packages-build.txt
	packaging/windows/build dist

# Under Wine, over an older version; wants the installer in dist/.
check-windows-installer:
	packaging/linux/install-system-packages packaging/windows/packages-build.txt
	VERSION=0.0.1 COMPRESSION=off packaging/windows/build build/windows/older
	packaging/windows/wine/check dist/greenroom-*-windows-x64.exe build/windows/older/greenroom-0.0.1-windows-x64.exe \
		build/windows/pictures

checksums:
	cd dist && sha256sum $$(ls | grep -v -x SHA256SUMS) > SHA256SUMS

# Pictures and figures go to build/installed/. GREENROOM_SUITES="bookworm trixie" takes two.
check-installers: $(VENV)/.ready-to-test
	packaging/linux/install-system-packages packaging/linux/packages-build.txt
	GREENROOM_DEB=$$(ls dist/greenroom_*.deb) $(BIN)/pytest tests/installers $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist

$(FROZEN): build/freeze/.ready $(SOURCES)
	packaging/freeze/build build/freeze/bin/python build/frozen

build/freeze/.ready: packaging/locks/freeze.txt
	packaging/linux/install-system-packages packaging/linux/packages-build.txt
	$(PYTHON) -m venv --clear build/freeze
	build/freeze/bin/python -m pip install --quiet --no-deps --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Stamps: each is newer than what it was made from, so a second start installs nothing and asks nobody.

$(VENV)/.ready-to-run: $(VENV)/.python packaging/locks/run.txt pyproject.toml
	$(PIP_INSTALL) --require-hashes -r packaging/locks/run.txt
	$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready-to-run packaging/locks/test.txt $(TEST_PACKAGES)
	packaging/linux/install-system-packages $(TEST_PACKAGES)
	$(PIP_INSTALL) --require-hashes -r packaging/locks/test.txt
	@touch $@

$(VENV)/.python: $(RUN_PACKAGES) packaging/linux/install-system-packages
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Greenroom needs Python 3.11, 3.12 or 3.13; name one with: make run PYTHON=python3.11"; exit 1; }
	packaging/linux/install-system-packages $(RUN_PACKAGES)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || packaging/linux/install-system-packages packaging/linux/packages-venv.txt
	@echo "Installing Greenroom's Python packages into $(VENV) (about 1 GB, once)"
	$(PYTHON) -m venv $(VENV)
	@touch $@
