#!/bin/sh
# Has every report format read by readers that we did not write, and prints a table of what they understood. Exit 0: all of them read what the
# result says; 1: one did not. Says what is skipped and why (exit 0) where readers cannot be had.
#
#   runner/report/consumers/run.sh
#
#   PLUMBLINE           the program (default: build/release/plumbline, else build/dev/plumbline)
#   CONSUMERS_MODULES   a folder with the readers in its node_modules, instead of installing them
#   CONSUMERS_OUT       keep the reports in this folder
set -eu

# Readers of npm, and those of Debian with what they need.
modules_wanted="junit2json@4.0.0 xunit-viewer@10.6.1 @microsoft/sarif-multitool@5.7.0 ajv@8.20.0 ajv-formats@3.0.1 ctrf@0.3.0 har-validator@5.1.5
 tap-parser@18.3.4 html-validate@11.21.1 markdown-it@15.0.3 allure-commandline@2.46.1"
packages_wanted="python3-junitparser python3-future"

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
say() { printf '==> %s\n' "$*" >&2; }
skip() {
  echo "consumers: skipped: $*"
  exit 0
}

program="${PLUMBLINE:-}"
for built in build/release/plumbline build/dev/plumbline; do
  if [ -z "$program" ] && [ -x "$built" ]; then program="$built"; fi
done
[ -n "$program" ] || { echo "consumers: there is no build; ./bootstrap consumers makes one" >&2; exit 2; }
for tool in node npm; do command -v "$tool" >/dev/null 2>&1 || skip "there is no $tool"; done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

modules="${CONSUMERS_MODULES:-}"
if [ -z "$modules" ]; then
  say "Installing readers from npm"
  modules="$work/readers"
  mkdir -p "$modules"
  # shellcheck disable=SC2086 # words are packages
  if ! npm install --no-audit --no-fund --ignore-scripts --fetch-retries 1 --prefix "$modules" $modules_wanted >"$work/npm.log" 2>&1; then
    skip "npm cannot install the readers: $(grep -v '^npm error A complete log' "$work/npm.log" | grep -v '^npm error *$' | head -n 1)"
  fi
fi
# Its own script for this is left out with those of all packages.
find "$modules/node_modules/@microsoft" -name Sarif.Multitool -type f -exec chmod +x {} + 2>/dev/null || true

if ! python3 -c 'import junitparser' 2>/dev/null && command -v apt-get >/dev/null 2>&1; then
  say "Fetching $packages_wanted"
  mkdir -p "$work/debian"
  # shellcheck disable=SC2086
  (cd "$work/debian" && apt-get download -q $packages_wanted >"$work/apt.log" 2>&1 && for package in *.deb; do dpkg-deb -x "$package" .; done) || true
  PYTHONPATH="$work/debian/usr/lib/python3/dist-packages"
  export PYTHONPATH
fi

out="${CONSUMERS_OUT:-$work/reports}"
mkdir -p "$out"
printf 'waivers: []\n' >"$work/none.yaml"

# run NAME ARGUMENT…: a result, and every report that the program knows, from it. Any verdict is welcome.
run() {
  name="$1"
  shift
  mkdir -p "$out/$name"
  code=0
  "$program" run "$@" --report "json=$out/$name/result.json" >/dev/null 2>"$work/run.log" || code=$?
  if [ "$code" = 2 ]; then
    cat "$work/run.log" >&2
    exit 2
  fi
  set --
  for format in $("$program" list reports | sed 's/ .*//'); do set -- "$@" --to "$format=$out/$name/$format"; done
  "$program" report "$out/$name/result.json" "$@" >/dev/null
  "$program" report "$out/$name/result.json" --junit-flavor strict --to "junit=$out/$name/junit-strict" >/dev/null
}

say "Writing reports"
for suites in suites/*/; do
  vendor=$(basename "$suites")
  run "$vendor" "$suites" --mock
  run "$vendor-unwaived" "$suites" --mock --waivers "$work/none.yaml"
done
mkdir -p "$work/hostile"
cp "$here/hostile.yaml" "$work/hostile/openapi.yaml"
mkdir "$work/hostile/suites"
cat >"$work/hostile/suites/items.yaml" <<'END'
suite: items
vendor: ../openapi.yaml
cases:
  - {id: get, operation: get-item, parameters: {id: a}, expect: {status: 200}}
  - {id: again, operation: get-item, parameters: {id: b}, expect: {status: 200}}
END
run hostile "$work/hostile/suites" --mock
run unreachable "$work/hostile/suites" --target http://127.0.0.1:1
cat >"$work/stale.yaml" <<END
waivers:
  - {id: W-1, fingerprint: "0123456789abcdef", rule: response.status, operation: "GET /items/{id}", owner: ann, reason: "is gone # | <b>", expires: 2030-01-31}
END
run stale "$work/hostile/suites" --mock --waivers "$work/stale.yaml" --today 2030-01-01

say "Reading them"
node "$here/readers.mjs" "$modules" "$out" "$PWD/schemas/plumbline"
