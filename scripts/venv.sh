#!/bin/sh
# Make .venv hold what a purpose needs: site (the default), test or dev. Does nothing when it already does.
# PYTHON= names the interpreter to begin with; otherwise the first one that is new enough is taken.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-site}
case $purpose in
    site) wanted="" ;;
    test) wanted="test,postgres,pdf,docx" ;;
    dev) wanted="test,postgres,pdf,docx,dev" ;;
    *) echo "Usage: scripts/venv.sh [site|test|dev]" >&2; exit 2 ;;
esac

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed. On Debian: sudo apt-get install -y python3 python3-venv" >&2
    exit 1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Creating .venv with $("$python" --version) ..."
    if ! "$python" -m venv .venv; then
        echo "On Debian the missing part comes with: sudo apt-get install -y python3-venv" >&2
        exit 1
    fi
fi

# The stamp names the files it was made from, so a changed requirement installs again and nothing else does.
stamp=.venv/kpss-$purpose.stamp
state=$(cat requirements.txt pyproject.toml | cksum)
if [ "$(cat "$stamp" 2>/dev/null || true)" = "$state" ]; then
    exit 0
fi

echo "Installing what the $purpose needs into .venv ..."
export PIP_DISABLE_PIP_VERSION_CHECK=1
if [ -n "$wanted" ]; then
    .venv/bin/python -m pip install --quiet -r requirements.txt -e ".[$wanted]"
else
    .venv/bin/python -m pip install --quiet -r requirements.txt
fi
echo "$state" >"$stamp"
