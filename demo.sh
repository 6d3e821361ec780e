#!/usr/bin/env bash
# The whole product on one machine: builds it, starts the collector on its embedded ClickHouse, replays a usage log
# through the SDK, and says what to open. Ctrl-C stops everything.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
./demo.sh [--log FILE] [--until DAY] [--no-browser]
    Starts the collector (gRPC 127.0.0.1:5317, HTTP 127.0.0.1:5318) and replays a usage log, shifted so that its last
    day becomes yesterday. Ctrl-C stops.
    --log FILE      a CSV (or .csv.gz) with the columns occurred_at,product,account_id,user_id,feature,quantity.
                    Default: the real log in ../shared/data if it is there, else that of a seeded simulator.
    --until DAY     the last day of the log that is replayed (YYYY-MM-DD). Default: 2015-06-30 for the real log, else
                    the log's last day.
    --no-browser    do not open the page.
./demo.sh --check
    Replays the whole log in a scratch folder on free ports, kills the collector in the middle, and compares what was
    sent with what is stored. The exit code is 0 only if they agree.
./demo.sh --prepare
    Only installs and builds.
CSTELEMETRY_GRPC_PORT and CSTELEMETRY_HTTP_PORT choose other ports.
TEXT
}

mode=demo log="" until="" browser=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --check) mode=check ;;
    --prepare) mode=prepare ;;
    --no-browser) browser=no ;;
    --log) log="${2:?--log needs a file}"; shift ;;
    --until) until="${2:?--until needs a day}"; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "demo.sh: $1 is not an option." >&2; usage >&2; exit 2 ;;
  esac
  shift
done
[ -z "$log" ] || [ -f "$log" ] || { echo "demo.sh: --log: there is no file $log." >&2; exit 2; }

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
die() { printf 'demo.sh: %s\n' "$*" >&2; exit 1; }

real_log=../shared/data/nova-usage.csv.gz
real_until=2015-06-30
built=artifacts/bin
collector="$built/CsTelemetry.Collector/release/CsTelemetry.Collector"
replay="$built/UsageReplay/release/UsageReplay"
simulator="$built/UsageSimulator/release/UsageSimulator"

# ---- install and build ------------------------------------------------------------------------------------------

quietly() { # command …: shows what it printed only if it failed
  local log=artifacts/prepare.$BASHPID.log
  mkdir -p artifacts
  "$@" >"$log" 2>&1 || { cat "$log" >&2; die "\`$*\` failed; what it printed is in $log."; }
  rm -f "$log"
}

install_npm() { # folder: what its lock file names, once per lock file
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  say "Installing npm packages of $1"
  quietly npm --prefix "$1" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$1/node_modules/.package-lock.json"
}

build_dashboard() {
  local app=collector/dashboard
  [ -f $app/dist/index.html ] && [ -z "$(find $app -path $app/node_modules -prune -o -path $app/dist -prune -o -path $app/src/api/schema.d.ts -prune -o -type f -newer $app/dist/index.html -print -quit)" ] && return
  say "Building the dashboard"
  quietly npm --prefix $app run build
}

prepare() {
  command -v dotnet >/dev/null || die "the .NET SDK is missing; install version $(sed -n 's/.*"version": "\(.*\)".*/\1/p' global.json) or newer of .NET 10."
  command -v npm >/dev/null || die "Node.js is missing; install version 20 or newer (with npm)."
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  local fetching=()
  install_npm collector/CsTelemetry.ClickHouse.Embedded &
  fetching+=($!)
  quietly dotnet restore --nologo -v quiet CsTelemetry.Demo.slnf &
  fetching+=($!)
  install_npm collector/dashboard
  build_dashboard
  for one in "${fetching[@]}"; do wait "$one" || exit 1; done
  say "Building the collector and the samples"
  quietly dotnet build -c Release -m:2 --nologo -v quiet --no-restore CsTelemetry.Demo.slnf
}

# ---- the collector ----------------------------------------------------------------------------------------------

collector_pid="" replay_pid="" data=""
stop_all() {
  local pid
  trap '' INT TERM # a second Ctrl-C must not leave the collector behind
  for pid in "$replay_pid" "$collector_pid"; do
    [ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  replay_pid="" collector_pid=""
  return 0
}

must_be_free() { # port, the variable that chooses another
  if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
    die "something listens on port $1 already; stop it, or choose another with $2."
  fi
}

start_collector() { # data folder, gRPC port, HTTP port
  "$collector" serve --data "$1" --grpc-port "$2" --http-port "$3" >>"$1/collector.log" 2>&1 &
  collector_pid=$!
  for _ in $(seq 300); do
    curl -sf "http://127.0.0.1:$3/readyz" >/dev/null && return
    kill -0 $collector_pid 2>/dev/null || { tail -n 20 "$1/collector.log" >&2; die "the collector ended; its log is $1/collector.log."; }
    sleep 0.1
  done
  tail -n 20 "$1/collector.log" >&2
  die "the collector was not ready within 30 s; its log is $1/collector.log."
}

free_ports() { # how many
  node -e 'const n=+process.argv[1],net=require("net"),open=[];(function next(){if(open.length===n){console.log(open.map(s=>s.address().port).join(" "));open.forEach(s=>s.close());return}const s=net.createServer().listen(0,"127.0.0.1",()=>{open.push(s);next()})})()' "$1"
}

json() { # reads JSON on stdin and prints the value of a JavaScript expression over it, `it`
  node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>{const it=JSON.parse(t);console.log(eval(process.argv[1]))})' "$1"
}

choose_log() { # folder for a made-up log; sets log and until
  if [ -n "$log" ]; then return; fi
  if [ -f $real_log ]; then
    log=$real_log
    [ -n "$until" ] || until=$real_until
    return
  fi
  log="$1/simulated-usage.csv.gz"
  say "Simulating a usage log"
  "$simulator" --output "$log" >&2
}

# ---- the demo ---------------------------------------------------------------------------------------------------

run_demo() {
  data=.demo/data
  local grpc="${CSTELEMETRY_GRPC_PORT:-5317}" http="${CSTELEMETRY_HTTP_PORT:-5318}" ingest_key read_key page
  must_be_free "$grpc" CSTELEMETRY_GRPC_PORT
  must_be_free "$http" CSTELEMETRY_HTTP_PORT
  rm -rf "$data" && mkdir -p "$data"
  trap 'exit 130' INT TERM
  trap stop_all EXIT
  choose_log .demo
  say "Starting the collector (log: $data/collector.log)"
  start_collector $data "$grpc" "$http"
  ingest_key=$("$collector" keys create --data $data --tenant demo --scopes ingest,backfill)
  read_key=$("$collector" keys create --data $data --tenant demo --scopes read)
  say "Replaying $log through the SDK"
  "$replay" replay --log "$log" --endpoint "http://127.0.0.1:$grpc" --key "$ingest_key" ${until:+--until "$until"} >$data/replay.json &
  replay_pid=$!
  wait $replay_pid || die "the replay did not deliver everything: $(cat $data/replay.json)"
  replay_pid=""
  wait_until_stored "$http"
  page="http://127.0.0.1:$http/#key=$read_key"
  tell "$http" "$read_key" "$page"
  if [ $browser = yes ] && [ -t 1 ] && command -v xdg-open >/dev/null; then xdg-open "$page" >/dev/null 2>&1 || true; fi
  echo "Ctrl-C stops the collector."
  wait $collector_pid
}

wait_until_stored() { # HTTP port
  for _ in $(seq 600); do
    curl -sf "http://127.0.0.1:$1/metrics" | grep -q '^cstelemetry_collector_events_settled{state="pending"} 0$' && return
    sleep 0.1
  done
  die "accepted events were not in the store within 60 s."
}

tell() { # HTTP port, key, page
  local api="http://127.0.0.1:$1/v1" account
  get() { curl -sf -H "Authorization: Bearer $1" "$2"; }
  account=$(get "$2" "$api/accounts?limit=1000" | json 'it.items.filter(a => a.state === "scored").sort((a, b) => b.active_users.mau - a.active_users.mau)[0].account_id')
  echo
  echo "The most adopted features (adopters: 2 uses on 2 days within 28 days):"
  get "$2" "$api/features?limit=1000" | json 'it.items.sort((a, b) => b.adopters - a.adopters).slice(0, 5).map(f => `  ${f.key.padEnd(28)} ${String(f.adopters).padStart(4)} adopters  ${String(f.active_users.mau).padStart(4)} MAU  ${String(f.uses_28d).padStart(5)} uses`).join("\n")'
  echo
  get "$2" "$api/accounts/$account/adoption-score" | json '`The adoption score of ${it.account_id} as of ${it.as_of}: ${it.score.toFixed(1)} (${it.band}, confidence ${it.confidence.level}, model ${it.model_version})\n` + it.components.map(c => `  ${c.label.padEnd(12)} ${c.points.toFixed(1).padStart(5)} of ${(c.points + c.points_lost).toFixed(1).padStart(4)}  ${c.reason}`).concat(it.caps.map(c => `  ${"cap".padEnd(12)} ${c.points.toFixed(1).padStart(5)}          ${c.reason}`)).join("\n")'
  echo
  echo "By API:"
  echo "  curl -s -H 'Authorization: Bearer $2' '$api/accounts/$account/adoption-score'"
  echo "The page:"
  echo "  $3"
}

# ---- the check --------------------------------------------------------------------------------------------------

run_check() {
  local grpc http ingest_key read_key half accepted answer stored
  data=$(mktemp -d "${TMPDIR:-/tmp}/cstelemetry-check.XXXXXX")
  trap 'exit 130' INT TERM
  trap 'stop_all; rm -rf "$data"' EXIT
  read -r grpc http <<<"$(free_ports 2)"
  if [ -z "$log" ] && [ -f $real_log ]; then log=$real_log; fi # the whole of it
  choose_log "$data"
  ingest_key=$("$collector" keys create --data "$data" --tenant check --scopes ingest,backfill)
  read_key=$("$collector" keys create --data "$data" --tenant check --scopes read)
  start_collector "$data" "$grpc" "$http"
  case "$log" in *.gz) half=$(gzip -dc "$log" | wc -l) ;; *) half=$(wc -l <"$log") ;; esac
  half=$((half / 2))
  say "Replaying $log"
  "$replay" replay --log "$log" --endpoint "http://127.0.0.1:$grpc" --key "$ingest_key" ${until:+--until "$until"} >"$data/replay.json" &
  replay_pid=$!
  while accepted=$(accepted_events "$http") && [ "${accepted:-0}" -lt $half ]; do
    kill -0 $replay_pid 2>/dev/null || die "the replay ended before the collector could be killed in its middle."
  done
  say "Killing the collector after $accepted accepted events, and starting it again"
  kill -KILL $collector_pid && wait $collector_pid 2>/dev/null || true
  kill -0 $replay_pid 2>/dev/null || die "the replay had ended when the collector was killed."
  start_collector "$data" "$grpc" "$http"
  wait $replay_pid || die "the replay did not deliver everything: $(cat "$data/replay.json")"
  replay_pid=""
  wait_until_stored "$http"
  answer=$(cat "$data/replay.json")
  stored=$(curl -sf -H "Authorization: Bearer $read_key" "http://127.0.0.1:$http/v1/ingestion")
  accepted=$(accepted_events "$http")
  stop_all
  node -e '
    const sent = JSON.parse(process.argv[1]), stored = JSON.parse(process.argv[2]), accepted = +process.argv[3];
    const doubled = stored.raw_events - stored.distinct_events, lost = sent.sent - stored.distinct_events;
    console.log(`check: sent=${sent.sent} accepted=${accepted} raw=${stored.raw_events} rollup=${stored.rollup_events} doubled=${doubled} lost=${lost} seconds=${sent.seconds.toFixed(1)} events_per_second=${Math.round(sent.events_per_second)}`);
    process.exit(new Set([sent.sent, accepted, stored.raw_events, stored.rollup_events]).size === 1 && doubled === 0 && lost === 0 ? 0 : 1);
  ' "$answer" "$stored" "$accepted"
}

accepted_events() { # HTTP port
  curl -sf "http://127.0.0.1:$1/metrics" | sed -n 's/^cstelemetry_collector_events_total{state="accepted"} //p'
}

prepare
case $mode in
  prepare) ;;
  check) run_check ;;
  demo) run_demo ;;
esac
