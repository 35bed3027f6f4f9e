#!/bin/sh
# Measures Plumbline beside Blaze (the jsonschema command of Sourcemeta) and ajv over the same files, the tools taking turns, and
# prints a Markdown table of medians. README.md says what each number is.
#
#   runner/bench/peers.sh [SETS]
#
# SETS: a folder of NAME/schema.json and NAME/instances.jsonl; without it the sets are unpacked from
# $PLUMBLINE_TEST_DATA/validation-benchmark.tar.xz, and without that only the synthetic sets are measured.
#   PLUMBLINE_BENCH_ROUNDS   how many turns (default 5)
#   PLUMBLINE_BENCH_ONLY     names of sets, separated by spaces: no others
#   PLUMBLINE_BENCH_MODULES  a folder with the tools in its node_modules, instead of installing them
#   PLUMBLINE_BENCH_OUT      keep the raw numbers in this file (tool, set, measure, value; tabs between)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build="$root/build/bench"
rounds="${PLUMBLINE_BENCH_ROUNDS:-5}"
say() { printf '==> %s\n' "$*" >&2; }
command -v timeout >/dev/null 2>&1 || timeout() { shift && "$@"; }

for tool in node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "peers.sh: needs $tool" >&2; exit 1; }
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
  say "Installing ajv and jsonschema"
  modules="$work/modules"
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --prefix "$modules" ajv ajv-formats ajv-draft-04 @sourcemeta/jsonschema >&2
fi
# The program itself, not its wrapper, whose start is that of node.
case "$(uname -s)-$(uname -m)" in
  Darwin-arm64) platform=darwin-arm64 ;;
  Darwin-*) platform=darwin-x86_64 ;;
  *-aarch64 | *-arm64) platform=linux-arm64 ;;
  *) platform=linux-x86_64 ;;
esac
blaze=$(find "$modules/node_modules/@sourcemeta" -type f -name "jsonschema-$platform" | head -n 1)
[ -n "$blaze" ] || { echo "peers.sh: no jsonschema program for $platform" >&2; exit 1; }

sets="$work/sets"
mkdir -p "$sets"
if [ $# -gt 0 ]; then
  for one in "$1"/*/; do
    if [ -f "$one/schema.json" ]; then
      mkdir "$sets/$(basename "$one")"
      cp "$one/schema.json" "$one/instances.jsonl" "$sets/$(basename "$one")/"
    fi
  done
elif [ -f "${PLUMBLINE_TEST_DATA:-}/validation-benchmark.tar.xz" ]; then
  mkdir "$work/unpacked"
  tar -xJf "$PLUMBLINE_TEST_DATA/validation-benchmark.tar.xz" -C "$work/unpacked"
  find "$work/unpacked" -name schema.json | while read -r schema; do mv "$(dirname "$schema")" "$sets/"; done
else
  say "PLUMBLINE_TEST_DATA has no validation-benchmark.tar.xz: only the synthetic sets are measured"
fi
synthetic="$work/synthetic"
"$build/plumbline_write_sets" synthetic "$synthetic"

out="${PLUMBLINE_BENCH_OUT:-$work/numbers.tsv}"
: >"$out"
note() { printf '%s\t%s\t%s\t%s\n' "$@" >>"$out"; }
# process TOOL SET MEASURE COMMAND…: wall time and peak memory of one run. Codes of invalid instances (1 and 2) are welcome.
process() {
  tool=$1 set_name=$2 measure=$3
  shift 3
  # shellcheck disable=SC2046 # four words
  set -- $(timeout 600 "$build/plumbline_measure_process" 1 "$@" || echo 0 0 0 999)
  if [ "$4" -gt 2 ]; then note "$tool" "$set_name" "failed_$measure" "$4"; return; fi
  note "$tool" "$set_name" "$measure" "$1"
  note "$tool" "$set_name" "rss_$measure" "$3"
}
# Sums what `jsonschema validate --benchmark` says of every line: "PASS 0.123 +- 0.045 us (0.019)".
sum_of_lines='{ for (i = 1; i < NF; ++i) if ($i == "PASS" || $i == "FAIL") { sum += $(i + 1); ++lines } }
  END { if (lines == wanted) printf "%.0f\n", sum * 1000 }'
loops() {
  tool=$1 set_name=$2 measure=$3 wanted=$4
  shift 4
  value=$(timeout 600 "$@" 2>/dev/null | awk -v wanted="$wanted" "$sum_of_lines" || true)
  if [ -n "$value" ]; then note "$tool" "$set_name" "$measure" "$value"; fi
}
# The members of a line of JSON that are numbers.
inside() {
  tool=$1 set_name=$2
  shift 2
  timeout 900 "$@" 2>/dev/null | tr ',{}' '\n\n\n' | sed -n 's/^"\([a-z_]*\)":\([0-9][0-9]*\)$/\1 \2/p' | while read -r measure value; do
    note "$tool" "$set_name" "$measure" "$value"
  done
}

printf '{"$schema":"https://json-schema.org/draft/2020-12/schema"}\n' >"$work/any.json"
printf '{}\n' >"$work/empty.jsonl"
whole=no
if "$build/plumbline" validate "$work/any.json" "$work/empty.jsonl" --lines --output flag --jobs 1 >/dev/null 2>&1; then whole=yes; fi

# measure_one NAME FOLDER BYTES ERROR_BYTES: all tools in turn. BYTES and ERROR_BYTES: how long the repeated files are; 0: not
# repeated.
measure_one() {
  name=$1 folder=$2 many=$3 some=$4
  "$build/plumbline_write_sets" invalid "$folder"
  schema="$folder/schema.json" lines="$folder/instances.jsonl" invalid="$folder/invalid.jsonl"
  big="$work/big.jsonl" wrong="$work/wrong.jsonl" one="$work/one.jsonl" one_wrong="$work/one_wrong.jsonl"
  head -n 1 "$lines" >"$one"
  head -n 1 "$invalid" >"$one_wrong"
  note all "$name" repeats "$("$build/plumbline_write_sets" repeat "$lines" "$many" "$big")"
  note all "$name" repeats_invalid "$("$build/plumbline_write_sets" repeat "$invalid" "$some" "$wrong")"
  count=$(wc -l <"$lines")
  note blaze "$name" violations "$(timeout 600 "$blaze" validate --continue --json "$schema" "$invalid" 2>/dev/null | grep -c '"keywordLocation"' || true)"
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    began=$(date +%s)
    inside plumbline "$name" "$build/plumbline_measure_set" "$folder" 15
    inside ajv "$name" node "$here/ajv.mjs" "$modules" "$folder" 5
    loops blaze "$name" validate "$count" "$blaze" validate --fast --benchmark --loop 100 "$schema" "$lines"
    if [ "$whole" = yes ]; then
      process plumbline "$name" one "$build/plumbline" validate "$schema" "$one" --lines --output flag --jobs 1
      process plumbline "$name" any_one "$build/plumbline" validate "$work/any.json" "$one" --lines --output flag --jobs 1
      process plumbline "$name" any_big "$build/plumbline" validate "$work/any.json" "$big" --lines --output flag --jobs 1
      process plumbline "$name" big "$build/plumbline" validate "$schema" "$big" --lines --output text --jobs 1
      process plumbline "$name" wrong_one "$build/plumbline" validate "$schema" "$one_wrong" --lines --output text --jobs 1
      process plumbline "$name" wrong "$build/plumbline" validate "$schema" "$wrong" --lines --output text --jobs 1
    fi
    process blaze "$name" one "$blaze" validate --fast "$schema" "$one"
    process blaze "$name" any_one "$blaze" validate --fast "$work/any.json" "$one"
    process blaze "$name" any_big "$blaze" validate --fast "$work/any.json" "$big"
    process blaze "$name" big "$blaze" validate --fast "$schema" "$big"
    process blaze "$name" wrong_one "$blaze" validate --continue --json "$schema" "$one_wrong"
    process blaze "$name" wrong "$blaze" validate --continue --json "$schema" "$wrong"
    process ajv "$name" one node "$here/ajv.mjs" "$modules" --lines "$schema" "$one"
    process ajv "$name" big node "$here/ajv.mjs" "$modules" --lines "$schema" "$big"
    # What takes a tool minutes is told well enough by one turn.
    if [ $(($(date +%s) - began)) -gt 60 ]; then break; fi
  done
  rm -f "$big" "$wrong"
}

chosen() {
  [ -z "${PLUMBLINE_BENCH_ONLY:-}" ] && return 0
  case " $PLUMBLINE_BENCH_ONLY " in *" $1 "*) return 0 ;; esac
  return 1
}
for folder in "$sets"/*/ "$synthetic"/*/; do
  [ -f "$folder/schema.json" ] || continue
  name=$(basename "$folder")
  chosen "$name" || continue
  say "$name"
  case "$folder" in
    "$synthetic"/*) note all "$name" synthetic 1; measure_one "$name" "${folder%/}" 0 0 ;;
    *) measure_one "$name" "${folder%/}" 20000000 200000 ;;
  esac
done

versions="Plumbline $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)"
versions="$versions, jsonschema (Blaze) $("$blaze" version), ajv $(node -p "require('$modules/node_modules/ajv/package.json').version"), Node.js $(node --version)"
machine="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1), $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo '?') cores, $(uname -sr)"
node "$here/peers_table.mjs" "$out" "$(date -u +%Y-%m-%d)" "$versions" "$machine" "$rounds"
