#!/bin/sh
# Hands over to bin/lib/ENTRY.py inside the pinned environment, which it makes first where it is lacking or out of date.
# Usage: run.sh base|dev ENTRY [arguments]. The way through a ready environment costs one cksum and no network.
set -eu
unset PYTHONHOME PYTHONPATH
export PYTHONUTF8=1
level=$1 entry=$2
shift 2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
venv=$root/.venv

is_fit() { # Shims and broken links exist too, so only a run tells.
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
    pyenv=${PYENV_ROOT:-${HOME:-}/.pyenv}/versions
    for python in python3 python3.14 python3.13 python3.12 python \
        "$pyenv"/3.14*/bin/python "$pyenv"/3.13*/bin/python "$pyenv"/3.12*/bin/python; do
        if is_fit "$python"; then
            echo "$python"
            return
        fi
    done
    echo "motcua cần Python từ 3.12 trở lên, kèm mô-đun venv: hãy cài Python 3.12 (hoặc mới hơn) rồi chạy lại lệnh này." >&2
    exit 1
}

# setup.py writes the two marks once everything below them is in place; the path is in them because a moved checkout
# takes its environment along but not the paths inside it.
wanted=$(cd "$root" && echo "$root" && cksum "requirements/$level.txt" package-lock.json)
found=$(cat "$venv/motcua-$level" "$root/node_modules/.motcua" 2>/dev/null || true)
minor=$("$venv/bin/python" -ISc 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
if [ "$found" != "$wanted" ] || [ ! -d "$venv/lib/python$minor" ]; then
    python=$(find_python)
    "$python" "$root/bin/lib/setup.py" "$level"
fi
exec "$venv/bin/python" "$root/bin/lib/$entry.py" "$@"
