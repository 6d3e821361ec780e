#!/usr/bin/env node
// Lists the accounts at risk, explains one score, and lists who never used a feature. Needs Node 18 and nothing else.
// usage: adoption.mjs FEATURE [ACCOUNT]     environment: CSTELEMETRY_URL, CSTELEMETRY_KEY

const url = (process.env.CSTELEMETRY_URL ?? 'http://127.0.0.1:5318').replace(/\/+$/, '');
const key = process.env.CSTELEMETRY_KEY;
const [feature, account] = process.argv.slice(2);

/** Asks the collector. */
async function get(path, query = {}) {
  const response = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
    headers: { Authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(100_000),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.title ? `${problem.title} ${problem.detail ?? ''}` : `${url} answered ${response.status} ${response.statusText}`);
  }
  return response.json();
}

/** Reads all pages of a list. */
async function items(path, query) {
  const all = [];
  let page = {};
  do {
    page = await get(path, page.next_cursor ? { ...query, cursor: page.next_cursor } : query);
    all.push(...page.items);
  } while (page.next_cursor);
  return all;
}

const points = (number) => Math.floor(number + 0.5);

function explain(score) {
  if (score.state !== 'scored') {
    console.log(`${score.account_id}: ${score.state}, ${score.reason}`);
    return;
  }
  console.log(`${score.account_id}: ${points(score.score)}, ${score.band}, as of ${score.as_of}`);
  for (const line of score.components) {
    console.log(`${points(line.points)} of ${points(line.points + line.points_lost)}  ${line.label}: ${line.reason}`);
  }
  for (const cap of score.caps) {
    console.log(`${points(cap.points)}  ${cap.reason}`);
  }
}

async function main() {
  const atRisk = await items('/v1/adoption-scores', { band: 'at_risk', sort: 'score' });
  console.log(`At risk: ${atRisk.length} accounts`);
  for (const row of atRisk) {
    console.log(`${row.account_id.padEnd(24)} ${points(row.score)}  ${row.top_reason}`);
  }

  const explained = account ?? atRisk[0]?.account_id;
  if (explained) {
    console.log();
    explain(await get(`/v1/accounts/${encodeURIComponent(explained)}/adoption-score`));
  }

  const never = await items(`/v1/features/${encodeURIComponent(feature)}/never-used`, { of: 'accounts' });
  console.log(`\nNever used ${feature}: ${never.length} accounts`);
  for (const item of never) {
    console.log(item.account_id);
  }
}

if (!feature || !key) {
  console.error('usage: CSTELEMETRY_KEY=PREFIX.SECRET adoption.mjs FEATURE [ACCOUNT]');
  process.exitCode = 1;
} else {
  await main().catch((error) => {
    console.error(error.cause ? `${url} does not answer: ${error.cause.message}` : error.message);
    process.exitCode = 1;
  });
}
