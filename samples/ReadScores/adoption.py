#!/usr/bin/env python3
"""Lists the accounts at risk, explains one score, and lists who never used a feature. Needs Python 3.8 and nothing else.

usage: adoption.py FEATURE [ACCOUNT]     environment: CSTELEMETRY_URL, CSTELEMETRY_KEY
"""
import json
import math
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("CSTELEMETRY_URL", "http://127.0.0.1:5318").rstrip("/")


def get(path, **query):
    """Asks the collector; parameters that are None are left out."""
    query = urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})
    request = urllib.request.Request(f"{URL}{path}?{query}", headers={"Authorization": "Bearer " + os.environ["CSTELEMETRY_KEY"]})
    with urllib.request.urlopen(request, timeout=100) as answer:
        return json.load(answer)


def items(path, **query):
    """Walks through all pages of a list."""
    cursor = None
    while True:
        page = get(path, cursor=cursor, **query)
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def segment(name):
    return urllib.parse.quote(name, safe="")


def points(number):
    return math.floor(number + 0.5)


def explain(score):
    if score["state"] != "scored":
        print(f"{score['account_id']}: {score['state']}, {score['reason']}")
        return
    print(f"{score['account_id']}: {points(score['score'])}, {score['band']}, as of {score['as_of']}")
    for line in score["components"]:
        print(f"{points(line['points']):4} of {points(line['points'] + line['points_lost'])}  {line['label']}: {line['reason']}")
    for cap in score["caps"]:
        print(f"{points(cap['points']):4}  {cap['reason']}")


def main(feature, account=None):
    at_risk = list(items("/v1/adoption-scores", band="at_risk", sort="score"))
    print(f"At risk: {len(at_risk)} accounts")
    for row in at_risk:
        print(f"{row['account_id']:24} {points(row['score']):3}  {row['top_reason']}")

    account = account or (at_risk[0]["account_id"] if at_risk else None)
    if account:
        print()
        explain(get(f"/v1/accounts/{segment(account)}/adoption-score"))

    never = list(items(f"/v1/features/{segment(feature)}/never-used", of="accounts"))
    print(f"\nNever used {feature}: {len(never)} accounts")
    for item in never:
        print(item["account_id"])


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or "CSTELEMETRY_KEY" not in os.environ:
        sys.exit("usage: CSTELEMETRY_KEY=PREFIX.SECRET adoption.py FEATURE [ACCOUNT]")
    # What is printed is UTF-8 whatever the terminal's locale says.
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    try:
        main(*sys.argv[1:])
    except urllib.error.HTTPError as error:
        try:
            problem = json.load(error)
            sys.exit(f"{problem['title']} {problem.get('detail') or ''}")
        except (ValueError, KeyError, TypeError):
            sys.exit(f"{URL} answered {error.code} {error.reason}")
    except urllib.error.URLError as error:
        sys.exit(f"{URL} does not answer: {error.reason}")
