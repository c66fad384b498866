#!/bin/sh
# Load the demonstration into an empty folder, and once more: the second time must change nothing.
set -eu
cd "$(dirname "$0")/.."
KPSS_VAR_DIR=$(mktemp -d)
export KPSS_VAR_DIR
trap 'rm -rf "$KPSS_VAR_DIR"' EXIT

manage() { .venv/bin/python site/manage.py "$@"; }
rows() { manage dumpdata --exclude auth.permission --exclude contenttypes --exclude sessions --output "$KPSS_VAR_DIR/$1.json"; }

manage migrate --verbosity 0
manage kpss_demo >/dev/null
rows once
manage kpss_demo >/dev/null
rows twice
if ! cmp "$KPSS_VAR_DIR/once.json" "$KPSS_VAR_DIR/twice.json"; then
    echo "Loading the demonstration a second time changed something." >&2
    exit 1
fi
echo "The demonstration loads, and loading it again changes nothing."
