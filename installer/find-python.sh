#!/usr/bin/env bash
# Prints a Python from 3.11 to 3.14 that can make virtual environments; PYTHON=… names another one.
set -euo pipefail

readonly FIT='
import sys, ensurepip, venv
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
'

for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3 python3.12 python3.13 python3.14 python; do
    if command -v "$candidate" >/dev/null && "$candidate" -c "$FIT" >/dev/null 2>&1; then
        "$candidate" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
echo "Parterre needs Python 3.11 to 3.14 with its venv module, and none was found." >&2
exit 1
