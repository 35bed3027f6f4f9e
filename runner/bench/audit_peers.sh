#!/bin/sh
# Measures `plumbline audit` beside Redocly CLI, vacuum and Spectral over GitHub's contract, as JSON and as YAML, the tools taking
# turns, and prints Markdown tables of medians; README.md says what each number is. Everything that is installed is removed.
#
#   runner/bench/audit_peers.sh
#
#   PLUMBLINE_BENCH_ROUNDS   how many turns (default 3)
#   PLUMBLINE_BENCH_ONLY     names of tools, separated by spaces: no others
#   PLUMBLINE_BENCH_LIMIT    seconds that a tool may take (default 600)
#   PLUMBLINE_BENCH_MODULES  a folder with the packages in its node_modules, instead of installing them
#   PLUMBLINE_BENCH_OUT      keep the raw numbers in this file (tool, file, wall, processor, KiB, code; tabs between)
#   PLUMBLINE_TEST_DATA      where openapi-corpus-3.1.tar.gz is; its contracts are audited too, by Plumbline alone
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build="$root/build/bench"
rounds="${PLUMBLINE_BENCH_ROUNDS:-3}"
limit="${PLUMBLINE_BENCH_LIMIT:-600}"
say() { printf '==> %s\n' "$*" >&2; }

for tool in node npm timeout; do
  command -v "$tool" >/dev/null 2>&1 || { echo "audit_peers.sh: needs $tool" >&2; exit 1; }
done
if [ ! -x "$build/plumbline_measure_process" ] || [ ! -x "$build/plumbline" ]; then
  say "Building build/bench"
  (cd "$root" && cmake --preset bench >&2 && cmake --build --preset bench >&2)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

modules="${PLUMBLINE_BENCH_MODULES:-}"
if [ -z "$modules" ]; then
  say "Installing the peers and GitHub's contract"
  modules="$work/modules"
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --prefix "$modules" --ignore-scripts @octokit/openapi @redocly/cli @stoplight/spectral-cli yaml >&2
  # Its package fetches the program from elsewhere while it is installed, which not every machine may do.
  npm install --silent --no-audit --no-fund --prefix "$modules" @quobix/vacuum >&2 || say "vacuum cannot be installed"
fi
modules="$modules/node_modules"
vacuum=$(find "$modules/@quobix/vacuum" -type f -name vacuum 2>/dev/null | head -n 1)
vacuum="${vacuum:-$(command -v vacuum || true)}"
version() { node -p "require('$modules/$1/package.json').version"; }

cp "$modules/@octokit/openapi/generated/api.github.com.json" "$work/github.json"
node -e "
  const fs = require('fs'), yaml = require('$modules/yaml');
  const value = JSON.parse(fs.readFileSync('$work/github.json', 'utf8'));
  fs.writeFileSync('$work/github.yaml', yaml.stringify(value, {aliasDuplicateObjects: false, lineWidth: 0}));"
# Rules are the ones that each tool recommends; nothing is asked of the network.
printf 'extends: ["spectral:oas"]\n' >"$work/spectral.yaml"
printf 'extends: [recommended]\n' >"$work/redocly.yaml"
printf '{"$schema":"https://json-schema.org/draft/2020-12/schema"}\n' >"$work/any.json"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

numbers="${PLUMBLINE_BENCH_OUT:-$work/numbers.tsv}"
: >"$numbers"
# measure TOOL FILE COMMAND…: one run. Any code that tells of findings is welcome.
measure() {
  tool=$1 file=$2
  shift 2
  case " ${PLUMBLINE_BENCH_ONLY:-$tool} " in *" $tool "*) ;; *) return 0 ;; esac
  say "$tool $file"
  # shellcheck disable=SC2046 # four words
  set -- $(timeout "$limit" "$build/plumbline_measure_process" 1 "$@" || echo 0 0 0 124)
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$tool" "$file" "$@" >>"$numbers"
}

cd "$work"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  for file in github.json github.yaml; do
    measure "Plumbline" "$file" "$build/plumbline" audit "$file"
    measure "Plumbline, reading alone" "$file" "$build/plumbline" validate any.json "$file"
    if [ -n "$vacuum" ]; then measure "vacuum" "$file" "$vacuum" lint "$file"; fi
    measure "Redocly" "$file" node "$modules/@redocly/cli/bin/cli.js" lint --config redocly.yaml "$file"
    measure "Spectral" "$file" node "$modules/@stoplight/spectral-cli/dist/index.js" lint --ruleset spectral.yaml "$file"
  done
done

corpus="${PLUMBLINE_TEST_DATA:-}/openapi-corpus-3.1.tar.gz"
if [ -f "$corpus" ]; then
  mkdir corpus
  tar -xzf "$corpus" -C corpus
  find corpus -type f | sort >files
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    say "the corpus"
    while read -r file; do
      printf 'corpus\t%s\t%s\n' "$file" "$("$build/plumbline_measure_process" 1 "$build/plumbline" audit "$file" </dev/null | tr ' ' '\t')" >>"$numbers"
    done <files
  done
fi

versions="Plumbline $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown), Redocly CLI $(version @redocly/cli)"
versions="$versions, Spectral CLI $(version @stoplight/spectral-cli)"
if [ -n "$vacuum" ]; then versions="$versions, vacuum $("$vacuum" version 2>/dev/null | tail -n 1)"; fi
versions="$versions, @octokit/openapi $(version @octokit/openapi), Node.js $(node --version)"
machine="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1), $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo '?') cores, $(uname -sr)"
node "$here/audit_table.mjs" "$numbers" "Run of $(date -u +%Y-%m-%d): $versions. $machine. Medians of $rounds turns." \
  github.json "$(wc -c <github.json)" github.yaml "$(wc -c <github.yaml)"
