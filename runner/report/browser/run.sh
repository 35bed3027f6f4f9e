#!/bin/sh
# Opens the HTML report in a real browser: Debian's chromium, driven by puppeteer-core, judged by axe-core (npm, in a temporary folder).
#
#   runner/report/browser/run.sh PLUMBLINE [OUT [PICTURES]]
#
# OUT: folder for screenshots and PDF (default build/browser). PICTURES: folder for the pictures of the README, where they are wanted.
#
# Says "skipped" and exits 0 where there is no chromium, node, or npm, or where the packages cannot be had.
set -eu

plumbline="${1:?the program}"
out="${2:-build/browser}"
here="$(cd "$(dirname "$0")" && pwd)"

CHROMIUM="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
export CHROMIUM
[ -n "$CHROMIUM" ] || { echo "browser: skipped, there is no chromium"; exit 0; }
for tool in node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "browser: skipped, there is no $tool"; exit 0; }
done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$here"/*.mjs "$here/package.json" "$work"
if ! (cd "$work" && npm install --no-audit --no-fund --ignore-scripts --loglevel=error >npm.log 2>&1); then
  tail -n 3 "$work/npm.log" >&2
  echo "browser: skipped, the packages cannot be had"
  exit 0
fi
mkdir -p "$out" "$work/history"
for vendor in suites/*/; do
  vendor="$(basename "$vendor")"
  "$plumbline" run "suites/$vendor" --mock --color never --report "json=$work/$vendor.json" --report "html=$out/$vendor.html" >"$work/$vendor.log" || true
done
node "$work/many.mjs" "$work/vobiz.json" "$work"
"$plumbline" report "$work/everything.json" --to "html=$out/everything.html" --history "$work/history" >"$work/everything.log" || true
"$plumbline" report "$work/many.json" --to "html=$out/many.html" >"$work/many.log" || true
if [ -n "${3:-}" ]; then
  mkdir -p "$3"
  "$plumbline" run suites/tingting --mock --color always --today 2030-01-01 >"$work/terminal.txt" || true
  node "$work/pictures.mjs" reports/vobiz/audit.html "$work/terminal.txt" "$3"
fi
node "$work/check.mjs" "$out"
