#!/bin/sh
# Lists the accounts at risk, explains one score, and lists who never used a feature. Needs curl and jq.
# usage: adoption.sh FEATURE [ACCOUNT]     environment: CSTELEMETRY_URL, CSTELEMETRY_KEY
set -eu
url="${CSTELEMETRY_URL:-http://127.0.0.1:5318}"
url="${url%/}"
: "${CSTELEMETRY_KEY:?is not set; it is a key with the scope read, PREFIX.SECRET}"
feature="${1:?usage: adoption.sh FEATURE [ACCOUNT]}"

# The key goes in by a pipe: on the command line every user of the machine could read it.
get() { # path: prints the answer, or says why there is none
  body=$(printf 'Authorization: Bearer %s\n' "$CSTELEMETRY_KEY" | curl -s --fail-with-body --max-time 100 -H @- "$url$1") || {
    problem=$(printf '%s' "$body" | jq -r '"\(.title) \(.detail // "")"' 2>/dev/null) || problem=
    echo "${problem:-$url does not answer as a collector does.}" >&2
    return 1
  }
  printf '%s' "$body"
}

list() { # path with a query: prints the items of all pages, one a line
  cursor=
  while :; do
    page=$(get "$1${cursor:+&cursor=$cursor}") || return 1
    printf '%s' "$page" | jq -c '.items[]'
    cursor=$(printf '%s' "$page" | jq -r '.next_cursor // "" | @uri')
    [ -n "$cursor" ] || return 0
  done
}

encoded() { jq -rn --arg text "$1" '$text | @uri'; }

rows=$(list '/v1/adoption-scores?band=at_risk&sort=score')
printf '%s' "$rows" | jq -rs '"At risk: \(length) accounts", (.[] | "\(.account_id)  \(.score + .5 | floor)  \(.top_reason)")'

account="${2:-$(printf '%s' "$rows" | jq -rs '.[0].account_id // ""')}"
if [ -n "$account" ]; then
  score=$(get "/v1/accounts/$(encoded "$account")/adoption-score")
  echo
  printf '%s' "$score" | jq -r '
    def points: . + .5 | floor;
    if .state != "scored" then "\(.account_id): \(.state), \(.reason)" else
      "\(.account_id): \(.score | points), \(.band), as of \(.as_of)",
      (.components[] | "\(.points | points) of \(.points + .points_lost | points)  \(.label): \(.reason)"),
      (.caps[] | "\(.points | points)  \(.reason)")
    end'
fi

never=$(list "/v1/features/$(encoded "$feature")/never-used?of=accounts")
echo
printf '%s' "$never" | jq -rs --arg feature "$feature" '"Never used \($feature): \(length) accounts", .[].account_id'
