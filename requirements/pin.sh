#!/bin/sh
# Resolve every requirements file anew, with hashes and without addresses. Run through `make pin`; needs uv.
# The test set is the largest: the others are bound to its versions, so that all fit in one environment.
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-header --no-annotate "$@"
}
compile --upgrade pyproject.toml requirements/build.in --extra service --extra postgres \
  --group test --group lint --output-file requirements/test.txt
compile pyproject.toml --constraint requirements/test.txt --output-file requirements/core.txt
compile pyproject.toml requirements/build.in --extra service \
  --constraint requirements/test.txt --output-file requirements/demo.txt
compile --group docs requirements/build.in --constraint requirements/test.txt --output-file requirements/docs.txt
compile pyproject.toml --extra spark --constraint requirements/test.txt --output-file requirements/spark.txt
compile --group bench --constraint requirements/test.txt --output-file requirements/bench.txt
