# Every step a person, CI or the container image takes is a target here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# the bill of materials alone checks addresses with this, but whatever imports Chroma would load it, with the grammar that
# it builds at each start: a second of processor time; so it lies apart
ADDRESSES := $(VENV)/addresses
APART = $(BIN)/pip install --quiet --disable-pip-version-check --retries 5 --constraint constraints.txt \
	--no-deps --upgrade --target $(ADDRESSES) rfc3987-syntax && $(BIN)/pip uninstall --quiet --yes rfc3987-syntax
JUNIT := artifacts/junit
MINUTES ?= 5
PYTEST = $(BIN)/python -m pytest --junitxml=$(JUNIT)/$@.xml
EXTRAS ?= checks,dev,server
TORCH_INDEX ?=
APT_PACKAGES := caddy chromium $(shell cat deploy/ocr-packages.txt) postgresql
export STANDING_HOME ?= $(CURDIR)/.standing

.DEFAULT_GOAL := help
.PHONY: eval eval-floors eval-stores eval-full eval-ingest eval-records eval-duplicates ingest-shared help install models corpus run serve test browser lint types architecture format bench-embedder bench-ingest kill-ingest clean \
	fuzz load soak servers slack-load fit-reader system-packages tally deploy-check bench bench-environments bench-quick audit sbom

help: ## list the targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/  make \1\t\2/' | expand -t 26

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Standing needs Python 3.11 with venv (Debian: apt install python3-venv). Set PYTHON=... to choose one." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --retries 5 $(TORCH_INDEX:%=--extra-index-url %) torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --retries 5 --constraint constraints.txt --editable '.[$(EXTRAS)]'
	$(if $(findstring checks,$(EXTRAS)),$(APART))
	@touch $@

install: $(INSTALLED) ## make the virtual environment and install the pinned dependencies

models: install ## fetch the pinned model files and check their sha256
	@$(BIN)/standing models fetch

corpus: models ## read the bundled corpus into the store
	@$(BIN)/standing ingest --bundled

run: corpus ## set up everything and serve the page and the API
	@$(BIN)/standing serve

serve: install ## serve what is already there
	@$(BIN)/standing serve

test: models ## set up and run the tests that need no browser, server or GPU
	$(PYTEST) -m "not slow and not browser and not server and not llm"

browser: corpus ## run the tests in Chromium over the bundled corpus; screenshots in artifacts/screenshots
	$(PYTEST) -m browser tests/browser

lint: install ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install ## check types, strictly
	$(BIN)/mypy

architecture: install ## check that imports point one way
	$(PYTEST) tests/architecture

docs: install ## write the pages that are read off the program: settings, commands, routes
	@$(BIN)/python -m service.docs

format: install ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: models ## ask the question set, measure retrieval, and hold both against their floors
	$(BIN)/python -m tests.evaluation

eval-floors: models ## as eval, of the questions the reported half alone: what the floors are of
	$(BIN)/python -m tests.evaluation --reported

eval-stores: models ## make the stores that eval asks, which takes a minute in which nothing is timed
	$(BIN)/python -m tests.evaluation stores

eval-full: models ## as eval, beside LangChain's recipe, and what each step of retrieval is worth (an hour the first time)
	$(BIN)/python -m tests.evaluation --full answers retrieval steps

eval-ingest: install ## measure what ingest reads out of the labelled decisions
	$(BIN)/python -m tests.evaluation.eval_ingest
	$(BIN)/python -m tests.evaluation.learn_respondents
	$(BIN)/python -m tests.evaluation.fit_sums

fit-reader: models ## fit the network that reads questions and sentences together: an hour of two quiet cores
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fit]'
	$(BIN)/standing models fetch reranker
	$(BIN)/python -m tests.evaluation.fit_reader

eval-records: install ## measure what is read of sums, orders and steps in digests, releases and decisions, held against floors
	$(BIN)/python -m tests.evaluation.eval_records

ingest-shared: models ## ingest all of ../shared/data, and account for every file
	@$(BIN)/python -m tests.evaluation.ingest_shared

eval-duplicates: install ## measure how well copies are told from documents that only look alike
	@$(BIN)/python -m tests.evaluation.eval_duplicates

servers: models ## run the tests that start real servers
	$(PYTEST) -m server

slack-load: corpus ## 200 mentions, each delivered three times: 200 answers, each acknowledged within a second
	@$(BIN)/python -m tests.benchmarks.slack_load --home $(STANDING_HOME) $(SLACK_LOAD)

load: corpus ## 64 askers for 60 seconds: errors, times, memory, and how long the event loop stood still
	@$(BIN)/python -m tests.benchmarks.load --home $(STANDING_HOME)

deploy-check: install ## check the Dockerfile, compose.yaml and the Kubernetes example with the tools that read them
	$(BIN)/hadolint Dockerfile
	$(BIN)/docker-compose --file compose.yaml --profile '*' config --quiet
	@mkdir -p artifacts
	$(BIN)/kubectl kustomize deploy/kubernetes > artifacts/kubernetes.yaml
	$(BIN)/kubernetes-validate --strict --quiet artifacts/kubernetes.yaml

audit: install ## ask a vulnerability service about every pinned package; what it is to do without one: AUDIT=--where-possible
	@$(BIN)/python -m tests.supply.audit $(AUDIT)

sbom: install ## write the bill of materials, artifacts/sbom.json: packages and model files, each with its licence
	@PYTHONPATH=$(ADDRESSES) $(BIN)/python -m tests.supply.sbom artifacts/sbom.json

fuzz: install ## feed parsers, verifier, questions and sources whatever comes, for MINUTES (5); finds in artifacts/fuzz/broken
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

tally: ## sum what the tests since the last gate began counted, in one line
	@$(BIN)/python -m tests.tally $(JUNIT)

soak: corpus ## half an hour of mixed load on a copy of the store: errors, drift of answer times, growth of memory
	@$(BIN)/python -m tests.benchmarks.soak --home $(STANDING_HOME) $(SOAK)

system-packages: ## install what browser, OCR and server tests need from Debian (as root)
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends $(APT_PACKAGES)

bench-embedder: models ## measure how fast passages and questions are embedded
	@$(BIN)/python -m tests.benchmarks.bench_embedder

bench-ingest: models ## measure how much of the bare embedder's speed a whole ingest keeps
	@$(BIN)/python -m tests.benchmarks.bench_ingest

bench: models ## Standing beside five peers, each in an environment of its own; writes tests/benchmarks/RESULTS.md (an hour or two)
	@$(BIN)/python -m tests.benchmarks.bench_peers

bench-quick: models ## the same on twelve documents against one peer; prints its page
	@$(BIN)/python -m tests.benchmarks.bench_peers --quick

bench-environments: models ## make the environments of bench-quick, which takes minutes and nothing is timed in
	@$(BIN)/python -m tests.benchmarks.bench_peers --quick --environments

bench-growth: models ## cost of passages from 10,000 to 300,000, embedded and on servers; writes RESULTS.md (90 minutes at most)
	@$(BIN)/python -m tests.benchmarks.bench_growth

kill-ingest: install ## kill an ingest a hundred times, and compare what the next run makes of it with an undisturbed one
	@$(BIN)/python -m tests.benchmarks.kill_ingest

clean: ## remove the virtual environment, the store and all that was built
	rm -rf $(VENV) .standing .cache artifacts build *.egg-info
