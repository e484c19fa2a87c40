#!/usr/bin/env bash
# The main job over the sample reports: reads corpus/, audits, and writes the national workbook to out/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh
out=${1:-out}
code=0
.venv/bin/tonghop consolidate 'corpus/*/report.*' 'corpus/first-contact/*/report.*' --out "$out" || code=$?
# On a terminal the program has said so itself.
if [ ! -t 1 ] && [ -f "$out/national.xlsx" ]; then
  printf '%s\n' "Bảng tổng hợp / national workbook: $(realpath "$out/national.xlsx")" >&2
fi
exit "$code"
