#!/usr/bin/env bash
# The project's gate: style, format, types, import floors, tests with doctests. All run, any failure fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh
failed=()
step() {
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}
bin=.venv/bin
# Gains and losses of reading against the committed results, every report left out in its turn.
evaluated() {
  "$bin/tonghop" evaluate corpus --leave-one-out --against benchmarks/leave_one_out.json --json >out/leave_one_out.json
}
mkdir -p out
step "ruff check" "$bin/ruff" check .
step "ruff format" "$bin/ruff" format --check .
step "mypy --strict" "$bin/mypy"
step "import floors" "$bin/lint-imports"
step "what a change costs" evaluated
step "pytest" "$bin/pytest" -q "$@"
if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFAILED: %s\n' "$(IFS=,; echo "${failed[*]}")"
  exit 1
fi
printf '\nAll checks passed.\n'
