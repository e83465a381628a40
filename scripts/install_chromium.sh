#!/bin/sh
# Makes sure that Debian's Chromium is there for the browser tests.
set -eu
case "${1:-}" in
  -h | --help) echo "Cách dùng: sh scripts/install_chromium.sh"; exit 0 ;;
esac
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
  echo "Chưa có trình duyệt Chromium cho phần kiểm thử. Hãy chạy: sudo apt install chromium" >&2
  exit 1
fi
