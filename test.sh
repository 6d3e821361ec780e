#!/usr/bin/env bash
# Runs every test there is and prints the sum as its last line. Installs what it needs: npm and NuGet packages from
# their lock files, Debian's packages when it is root.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
started=$SECONDS
results=artifacts/test-results
rm -rf $results && mkdir -p $results
passed=0 failed=0 skipped=0

say() { printf '\n▸ %s\n' "$*"; }

add() { # passed failed skipped name
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
  printf '  %s: %s passed, %s failed, %s skipped (at %s s)\n' "$4" "$1" "$2" "$3" $((SECONDS - started))
}

# One check is one test: its command passes or it does not.
check() { # name, command …
  local name="$1"
  shift
  say "$name"
  if "$@"; then add 1 0 0 "$name"; else add 0 1 0 "$name"; fi
}

# ---- what is needed ---------------------------------------------------------------------------------------------

peers_missing() { ! command -v curl >/dev/null || ! command -v jq >/dev/null || ! command -v protoc >/dev/null || ! command -v grpc_python_plugin >/dev/null || ! /usr/bin/python3 -c 'import grpc' 2>/dev/null; }
browser_missing() { [ ! -x /usr/bin/chromium ]; }
mono_missing() { ! command -v mono >/dev/null || [ ! -e /usr/lib/mono/4.5/Facades/netstandard.dll ]; }

if peers_missing || browser_missing || mono_missing; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Debian packages for the gRPC peers, the browser and the .NET Framework's stand-in"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium curl jq mono-devel python3-grpcio python3-protobuf protobuf-compiler protobuf-compiler-grpc >/dev/null
  else
    echo "As root: apt-get install chromium curl jq mono-devel python3-grpcio python3-protobuf protobuf-compiler protobuf-compiler-grpc"
  fi
fi
if peers_missing; then
  export CSTELEMETRY_SKIP_PEERS=1
  echo "The gRPC peers, curl or jq are missing: their tests are skipped and counted as skipped."
fi
if browser_missing; then
  export CSTELEMETRY_SKIP_BROWSER=1
  echo "Chromium is missing: the browser's tests are skipped and counted as skipped."
fi
if mono_missing; then
  export CSTELEMETRY_SKIP_MONO=1
  echo "Mono is missing: the tests of the netstandard2.0 build on it are skipped and counted as skipped."
fi

# ---- build ------------------------------------------------------------------------------------------------------

check "What the demo needs is installed and built" ./demo.sh --prepare
[ -d tests/peers/node/node_modules ] || check "The Node peers are installed" npm --prefix tests/peers/node ci --ignore-scripts --no-audit --no-fund --loglevel=error
check "Everything builds without a warning" dotnet build CsTelemetry.sln -c Release -m:2 --nologo -v quiet

# ---- tests ------------------------------------------------------------------------------------------------------
# Each job prints what there is to read and writes "passed failed skipped" into a file of its own.

# The build refuses what breaks a rule of style or naming, and a test an import out of order; the white space is left.
job_format() { # file for the counts
  # The slashes count: without them nothing is looked at.
  if dotnet format whitespace . --folder --verify-no-changes --include benchmarks/ collector/ proto/ samples/ sdk/ tests/; then
    echo 1 0 0 >"$1"
  else
    echo 0 1 0 >"$1"
  fi
}

job_dashboard() { # file for the counts
  local checked="0 1"
  npm --silent --prefix collector/dashboard run check && checked="1 0"
  (cd collector/dashboard && npx --no-install vitest run --reporter=json --outputFile="../../$results/dashboard.json" >/dev/null)
  # shellcheck disable=SC2086
  node -e '
    const it = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    for (const file of it.testResults) for (const test of file.assertionResults)
      if (test.status === "failed") console.error(`  FAILED ${test.fullName}\n${test.failureMessages.join("\n")}`);
    console.log(it.numPassedTests + +process.argv[2], it.numFailedTests + (it.success || it.numFailedTests ? 0 : 1) + +process.argv[3], it.numPendingTests + it.numTodoTests);
  ' $results/dashboard.json $checked >"$1"
}

job_suite() { # file for the counts, project
  local trx="$PWD/$results/$2.trx" counters total ok executed
  dotnet test "tests/$2" -c Release --no-build --nologo --logger "trx;LogFileName=$trx" --blame-hang-timeout 10min -v quiet 2>&1 | grep -v '^$' | tail -n 60
  counters=$(sed -n 's/.*<Counters \(.*\)\/>.*/\1/p' "$trx" 2>/dev/null | head -n 1)
  count() { printf '%s' "$counters" | sed -n "s/.*$1=\"\([0-9]*\)\".*/\1/p"; }
  total=$(count total) ok=$(count passed) executed=$(count executed)
  [ -z "$counters" ] || echo "$ok $((executed - ok)) $((total - executed))" >"$1"
}

# Tests of the store make files by the hundred thousand, each for a second: in memory, where there is plenty of it. What is about
# disks (the log, the SDK's buffer, the demo's check) stays on one.
scratch=""
if [ "$(stat -f -c %T /dev/shm 2>/dev/null)" = tmpfs ] && [ "$(df --output=avail -B1M /dev/shm | tail -n 1)" -ge 4096 ] &&
  [ "$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)" -ge 12000000 ]; then
  scratch=$(mktemp -d /dev/shm/cstelemetry.XXXXXX)
  trap 'rm -rf "$scratch"' EXIT
fi

# Two jobs at a time: the long suites wait for their servers' disks half of the time. They begin first; what a job printed is
# shown when it has ended, in one piece.
jobs=(CsTelemetry.EndToEnd.Tests CsTelemetry.Collector.Tests CsTelemetry.ClickHouse.Tests dashboard format CsTelemetry.Sdk.Tests)
for project in tests/*.Tests; do
  name=$(basename "$project")
  [[ " ${jobs[*]} " == *" $name "* ]] || jobs+=("$name")
done

run_job() { # name
  case $1 in
    CsTelemetry.ClickHouse.Tests | CsTelemetry.Collector.Tests | CsTelemetry.EndToEnd.Tests) TMPDIR=${scratch:-${TMPDIR:-/tmp}} job_suite "$results/$1.counts" "$1" ;;
    *.Tests) job_suite "$results/$1.counts" "$1" ;;
    *) "job_$1" "$results/$1.counts" ;;
  esac >"$results/$1.log" 2>&1
  echo "$1" >&3
}

tell_next_job() {
  local name counts
  read -r name <&3
  running=$((running - 1))
  say "$name"
  cat "$results/$name.log"
  counts=$(cat "$results/$name.counts" 2>/dev/null)
  # shellcheck disable=SC2086
  if [ -n "$counts" ]; then add $counts "$name"; else add 0 1 0 "$name (it did not run to its end)"; fi
}

mkfifo $results/ended
exec 3<>$results/ended
running=0
for job in "${jobs[@]}"; do
  [ $running -lt 2 ] || tell_next_job
  run_job "$job" &
  running=$((running + 1))
done
while [ $running -gt 0 ]; do tell_next_job; done
exec 3>&-

# Runs what the README says under "Run it for real", on free ports, and sends an event with the quick start.
run_for_real() (
  set -e
  APP=$PWD/artifacts/published DATA=$(mktemp -d)
  read -r grpc http <<<"$(node -e 'const net=require("net"),a=net.createServer().listen(0,"127.0.0.1",()=>{const b=net.createServer().listen(0,"127.0.0.1",()=>{console.log(a.address().port,b.address().port);a.close();b.close()})})')"
  rm -rf "$APP"
  dotnet publish collector/CsTelemetry.Collector -c Release -o "$APP" --nologo -v quiet
  cp collector/CsTelemetry.ClickHouse.Embedded/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so "$APP"
  key=$(dotnet "$APP/CsTelemetry.Collector.dll" keys create --data "$DATA" --tenant acme --scopes ingest,read)
  Collector__GrpcPort=$grpc Collector__HttpPort=$http dotnet "$APP/CsTelemetry.Collector.dll" serve --data "$DATA" >"$DATA/collector.log" 2>&1 &
  pid=$!
  trap 'kill $pid; wait $pid; rm -rf "$DATA" "$APP"' EXIT
  for _ in $(seq 300); do curl -sf "http://127.0.0.1:$http/readyz" >/dev/null && break; sleep 0.1; done
  artifacts/bin/QuickStart/release/QuickStart "http://127.0.0.1:$grpc" "$key"
  curl -sf "http://127.0.0.1:$http/" | grep -q '<div id="root">'
  for _ in $(seq 100); do
    curl -sf -H "Authorization: Bearer $key" "http://127.0.0.1:$http/v1/ingestion" | grep -q '"raw_events":2,"distinct_events":2,"rollup_events":2' && exit 0
    sleep 0.1
  done
  exit 1
)

check "What the README says to run for real runs" run_for_real
check "The demo's check: nothing lost, nothing doubled when the collector is killed" ./demo.sh --check

say "Took $((SECONDS - started)) s"
if [ $skipped -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ $failed -eq 0 ]
