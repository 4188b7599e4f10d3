#!/bin/sh
# Resolve every requirements file anew, with hashes and without addresses. Run through `make pin`; needs uv.
# The test set is the largest: the others are bound to its versions, so that all fit in one environment.
# Extras are kept in the pins: pip looks for `coverage[toml]` by that name, and a newer release, which has no
# hash here, would stop the install. A constraint may not name one, so constraints are the pins without them.
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --no-strip-extras "$@"
}
bound=$(mktemp)
trap 'rm -f "$bound"' EXIT
compile --upgrade pyproject.toml requirements/build.in --extra service --extra postgres --extra spark \
  --group test --group lint --output-file requirements/test.txt
sed -E 's/^([A-Za-z0-9._-]+)\[[^]]*\]/\1/' requirements/test.txt >"$bound"
compile pyproject.toml --constraint "$bound" --output-file requirements/core.txt
compile pyproject.toml requirements/build.in --extra service \
  --constraint "$bound" --output-file requirements/demo.txt
compile --group docs requirements/build.in --constraint "$bound" --output-file requirements/docs.txt
compile pyproject.toml --extra spark --constraint "$bound" --output-file requirements/spark.txt
compile --group bench --constraint "$bound" --output-file requirements/bench.txt
