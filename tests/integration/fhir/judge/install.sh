#!/bin/sh
# Install the judge into build/fhir-judge: exact versions, and nothing but what integrity.txt names, by hash.
# No lock file: it would record where the packages were fetched from. Needs npm (Debian: nodejs npm).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
into=$(cd "$here/../../../.." && pwd)/build/fhir-judge
mkdir -p "$into"
cp "$here/package.json" "$into/"
npm install --prefix "$into" --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=5
python3 "$here/check_integrity.py" "$into"
