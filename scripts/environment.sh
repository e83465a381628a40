#!/bin/sh
# Makes .venv with what the lock file $2 names, and this package. $1 is the Python to use.
set -eu
case "${1:-}" in
  -h | --help | "") echo "Cách dùng: sh scripts/environment.sh PYTHON TỆP_KHÓA"; exit 0 ;;
esac
python=$1
lock=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Cần Python 3.11 trở lên; $("$python" --version 2>&1) thì cũ quá." >&2
  exit 1
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  rm -rf .venv
  if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
      "$python" -m venv .venv
    else
      echo "Chưa có gói tạo môi trường Python. Hãy chạy: sudo apt install python3-venv" >&2
      exit 1
    fi
  fi
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
.venv/bin/python -m pip install --quiet --require-hashes --requirement "$lock"
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
