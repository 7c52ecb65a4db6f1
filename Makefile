# Every command a person may need; .ci/run calls the same ones.
SHELL := /bin/bash
PYTHON := .venv/bin/python
# Two processes: the machines this is built on have two cores. The journeys share one site, so one process.
PYTEST_ARGS ?= -n 2 --dist loadgroup
CODE := src tests tools $(wildcard benchmarks) $(wildcard evaluation) manage.py

.PHONY: help setup demo test check fmt seed eval bench e2e messages lock

help:
	@echo "make setup     chuẩn bị .venv (tự chạy trước các lệnh khác)"
	@echo "make demo      một thành phố có sẵn dữ liệu: http://localhost:8000 (đổi cổng: PORT=8001)"
	@echo "make test      mọi phép kiểm và phép thử"
	@echo "make check     chỉ các phép kiểm mã nguồn;  make fmt: trình bày lại mã nguồn"
	@echo "make seed      nạp dữ liệu mẫu;  make e2e: hành trình trong trình duyệt"
	@echo "make eval      điểm đọc trên văn bản thật;  make bench: tốc độ và bộ nhớ"
	@echo "make messages  gom câu chữ cần dịch;  make lock: tính lại requirements.lock"

setup:
	@tools/setup

demo: setup
	@tools/demo

test: setup check
	$(PYTHON) -m pytest $(PYTEST_ARGS)

check: setup
	.venv/bin/ruff check $(CODE)
	.venv/bin/ruff format --check --quiet $(CODE)
	.venv/bin/mypy
	PYTHONPATH=src .venv/bin/lint-imports --no-cache
	.venv/bin/djlint src --lint --quiet
	HAIDANG_DATA_FOLDER=$${HAIDANG_DATA_FOLDER:-$$(mktemp -d)} $(PYTHON) manage.py makemigrations --check --dry-run --verbosity 0

fmt: setup
	.venv/bin/ruff check --fix --quiet $(CODE) || true
	.venv/bin/ruff format $(CODE)

seed: setup
	$(PYTHON) manage.py migrate --verbosity 0
	$(PYTHON) manage.py seed

eval: setup
	$(PYTHON) evaluation/gate.py

bench: setup
	@for one in benchmarks/*.py; do $(PYTHON) $$one || exit 1; done

e2e: setup
	$(PYTHON) -m pytest tests/e2e $(PYTEST_ARGS)

messages: setup
	@for app in foundation agencies documents programme reports regimes indicators oversight desk; do \
		(cd src/haidang/$$app && ../../../.venv/bin/django-admin makemessages --locale vi --no-obsolete --no-location --verbosity 0); \
	done
	@$(PYTHON) tools/compile_messages.py

lock:
	UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile --universal --python-version 3.12 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --group dev pyproject.toml --output-file requirements.lock
