#!/usr/bin/env bash
# Makes the project ready: .venv with the locked packages, and the system packages if that is allowed.
# Safe to call again: it does nothing when nothing has changed. A missing optional part never fails it.
#   --no-system   leave the system alone, only say what is missing
#   --postgresql  also install Debian's PostgreSQL for the tests, without a cluster of its own (as with CI=true)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

system=yes postgresql=no
[ "${CI:-}" = true ] && postgresql=yes
for option in "$@"; do
  case $option in
    --no-system) system=no ;;
    --postgresql) postgresql=yes ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }

# How to call apt-get: directly, through sudo without a password, or not at all.
apt=() root=()
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then
    apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    apt=(sudo -n env DEBIAN_FRONTEND=noninteractive apt-get) root=(sudo -n)
  fi
fi
[ "$system" = yes ] || apt=()

# Install packages; succeeds only if all are there afterwards.
apt_install() {
  [ ${#apt[@]} -gt 0 ] || return 1
  say "apt-get install $*"
  { "${apt[@]}" update -qq || true; "${apt[@]}" install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

good_python() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$name" >/dev/null && good_python "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

venv=.venv
if ! { [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }; then
  if ! python=$(find_python); then
    apt_install python3 python3-venv || true
    if ! python=$(find_python); then
      apt_install python3.11 python3.11-venv || true
      if ! python=$(find_python); then
        say "Python 3.11 or newer with venv is needed. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"
        exit 1
      fi
    fi
  fi
  say "Making $venv with $python"
  rm -rf "$venv"
  "$python" -m venv "$venv"
fi

# The packages, exactly as locked; again only when the lock or the project's own metadata changed.
stamp="$venv/.installed"
wanted=$(cat requirements.lock pyproject.toml | "$venv/bin/python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || [ ! -x "$venv/bin/tonghop" ]; then
  say "Installing the locked packages into $venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  "$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  printf '%s\n' "$wanted" >"$stamp"
fi

# Optional parts of the system: tesseract reads scans, the fonts render the sample reports again.
missing=()
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
tesseract --list-langs 2>/dev/null | grep -qx vie || missing+=(tesseract-ocr-vie)
fonts=$(fc-list :lang=vi family 2>/dev/null || true)
case "$fonts" in *Tinos*) ;; *) missing+=(fonts-croscore) ;; esac
case "$fonts" in *"Liberation Serif"*) ;; *) missing+=(fonts-liberation) ;; esac
if [ ${#missing[@]} -gt 0 ]; then
  command -v fc-list >/dev/null || missing+=(fontconfig)
  # What could not be installed once is not tried at each call.
  tried="$venv/.system-tried"
  if [ ${#apt[@]} -gt 0 ] && [ "$(cat "$tried" 2>/dev/null || true)" != "${missing[*]}" ]; then
    printf '%s\n' "${missing[*]}" >"$tried"
    if apt_install "${missing[@]}"; then
      missing=()
    fi
  fi
fi
if [ ${#missing[@]} -gt 0 ]; then
  say "Optional parts are missing (scans, rendering of samples): sudo apt-get install ${missing[*]}"
fi

# The tests of the dataset also run on PostgreSQL. A database server is not installed unasked: only by --postgresql,
# or where CI=true. Debian's package would make a cluster and start it; the tests start one of their own.
if ! command -v initdb >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  tried="$venv/.postgresql-tried"
  if [ "$postgresql" = yes ] && [ ${#apt[@]} -gt 0 ] && [ ! -e "$tried" ]; then
    touch "$tried"
    "${root[@]}" sh -c 'mkdir -p /etc/postgresql-common && cd /etc/postgresql-common &&
      { test -e createcluster.conf || echo "create_main_cluster = false" >createcluster.conf; }' || true
    apt_install postgresql || true
  fi
  if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    say "Optional: scripts/setup.sh --postgresql (tests of the dataset then also run on PostgreSQL)"
  fi
fi
