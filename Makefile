# 常用命令的短名字；每个目标先确认环境就绪（已就绪时约 0.2 秒，不联网）。
.DEFAULT_GOAL := help
.PHONY: help setup demo test slow lint format lock upgrade

RUN := .venv/bin/python -m
# 不缓存字节码时每次启动多花数秒。
unexport PYTHONDONTWRITEBYTECODE
# 自测的进程数：一半时间在等浏览器和网络，故为处理器数的两倍。
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')
# 传给 pytest 的其他参数，例如 make test ARGS="-k 首页 -x"
ARGS ?=
# 第一个不低于 3.11 的 Python；一个都没有时由 install.py 说明。
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)

help:
	@echo "make demo     检查内嵌的演示门户，生成报告"
	@echo "make test     运行自测"
	@echo "make slow     只运行耗时较长的自测"
	@echo "make lint     代码检查：ruff、mypy、导入方向"
	@echo "make format   按 ruff 的规则整理代码"
	@echo "make setup    只准备环境：Python 包、浏览器、中文字体、报告生成器"
	@echo "make lock     依赖清单改动后重新锁定版本；make upgrade 升级到最新版本再锁定"
	@echo "检查一个网站：.venv/bin/python -m pytest --site=网站档案名、YAML 路径或网址"

setup:
	@$(PYTHON) .setup/install.py

demo: setup
	@$(RUN) pytest --site=demo $(ARGS)

test: setup
	@$(RUN) pytest -n $(WORKERS) $(ARGS)

slow: setup
	@$(RUN) pytest -m slow $(ARGS)

# 全部检查都运行，最后再报告是否有失败。
lint: setup
	@failed=; \
	$(RUN) ruff check . || failed=1; \
	$(RUN) ruff format --check . || failed=1; \
	$(RUN) mypy || failed=1; \
	.venv/bin/lint-imports || failed=1; \
	test -z "$$failed"

format: setup
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

# 锁文件带散列、不含任何软件源地址：各机器用自己的源设置。
COMPILE = $$(command -v uv || echo .venv/.uv/bin/uv) pip compile --quiet --universal --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE)

lock: setup
	@$(COMPILE) --group dev pyproject.toml -o requirements.lock
	@echo uv | $(COMPILE) - -o .setup/uv-requirements.lock
	@cd .setup && npm install --package-lock-only --ignore-scripts --no-audit --no-fund
	@! grep -n '://' requirements.lock .setup/uv-requirements.lock
	@! grep -n '"resolved"' .setup/package-lock.json
	@$(PYTHON) .setup/install.py

upgrade:
	@$(MAKE) lock UPGRADE=--upgrade
