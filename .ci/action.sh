#!/bin/bash
# What action.yml does, as a script that also runs by hand: one command, its reports, and the outputs of the action. Its inputs are the
# action's, as variables: PLUMBLINE_COMMAND and so on, empty where nothing was said. Exits as Plumbline does.
set -u

program=${PLUMBLINE_PROGRAM:-plumbline}
command=${PLUMBLINE_COMMAND:-run}
reports=${PLUMBLINE_REPORTS:-reports}
formats=${PLUMBLINE_FORMATS:-junit json sarif markdown html github}

refuse() {
  echo "::error title=Plumbline::$1"
  exit 2
}

# path FORMAT: where its report lies.
path() {
  case $1 in
    junit) echo "$reports/junit.xml" ;;
    json) echo "$reports/result.json" ;;
    sarif) echo "$reports/plumbline.sarif" ;;
    markdown) echo "$reports/summary.md" ;;
    html) echo "$reports/audit.html" ;;
    github) echo "$reports/annotations.txt" ;;
    gitlab) echo "$reports/gl-code-quality-report.json" ;;
    har) echo "$reports/exchanges.har" ;;
    tap) echo "$reports/plumbline.tap" ;;
    *) echo "$reports/$1.json" ;;
  esac
}

arguments=()
case $command in
  run)
    if [[ -z ${PLUMBLINE_SUITES:-} ]]; then refuse "the input 'suites' is needed: a suite file or a folder of them"; fi
    arguments+=("$PLUMBLINE_SUITES")
    if [[ -n ${PLUMBLINE_TARGET:-} ]]; then arguments+=(--target "$PLUMBLINE_TARGET"); else arguments+=(--mock); fi
    ;;
  audit)
    if [[ -z ${PLUMBLINE_CONTRACT:-} ]]; then refuse "the input 'contract' is needed: a contract, pages or a folder of them, one a line"; fi
    while IFS= read -r target; do
      if [[ -n $target ]]; then arguments+=("$target"); fi
    done <<<"$PLUMBLINE_CONTRACT"
    ;;
  *) refuse "the input 'command' is run or audit, not '$command'" ;;
esac
if [[ -n ${PLUMBLINE_WAIVERS:-} ]]; then arguments+=(--waivers "$PLUMBLINE_WAIVERS"); fi
if [[ -n ${PLUMBLINE_FAIL_ON:-} ]]; then arguments+=(--fail-on "$PLUMBLINE_FAIL_ON"); fi
if [[ -n ${PLUMBLINE_GATE:-} ]]; then arguments+=(--gate "$PLUMBLINE_GATE"); fi
if [[ -n ${PLUMBLINE_BASE:-} ]]; then arguments+=(--base "$PLUMBLINE_BASE"); fi
if [[ -n ${PLUMBLINE_MAX_WAIVED:-} ]]; then arguments+=(--max-waived "$PLUMBLINE_MAX_WAIVED"); fi
mkdir -p "$reports" || exit 2
for format in $formats; do
  # What an earlier step has left there is not the report of this one.
  rm -f "$(path "$format")"
  arguments+=(--report "$format=$(path "$format")")
done

"$program" "$command" "${arguments[@]}"
code=$?

case $code in
  0) verdict=conforms ;;
  1) verdict=discrepancy ;;
  3) verdict=inconclusive ;;
  4) verdict=stale-waivers ;;
  130) verdict=interrupted ;;
  *) verdict=unusable ;;
esac
failing=""
if [[ -s $(path json) ]]; then failing=$(sed -n '/"tally": {/,/}/s/^ *"failing": \([0-9]*\),\{0,1\}$/\1/p' "$(path json)"); fi
if [[ -s $(path github) ]]; then cat "$(path github)"; fi
if [[ -n ${GITHUB_STEP_SUMMARY:-} && -s $(path markdown) ]]; then cat "$(path markdown)" >>"$GITHUB_STEP_SUMMARY"; fi
if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  {
    printf 'verdict=%s\nexit-code=%s\nfailing=%s\nreports=%s\n' "$verdict" "$code" "$failing" "$reports"
    for format in junit json sarif markdown html; do
      written=""
      if [[ -s $(path "$format") ]]; then written=$(path "$format"); fi
      printf '%s=%s\n' "$format" "$written"
    done
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
