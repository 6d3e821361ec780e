import { vi } from 'vitest';
import type { AccountSummary, AdoptionScore, FeatureSummary, Overview } from '../src/api/types';
import { account, acme, feature, overview } from './samples';

interface Answers {
  overview?: Overview;
  features?: FeatureSummary[];
  accounts?: AccountSummary[];
  score?: AdoptionScore;
  /** Answered to everything, instead of all the others. */
  problem?: { status: number; title: string; detail: string };
}

/** Answers the page's calls in the API's shapes, and remembers what was asked. */
export function fakeCollector(answers: Answers = {}) {
  const requests: { url: URL; authorization: string | null }[] = [];
  const state = { answers };

  vi.stubGlobal('fetch', (request: Request) => {
    const url = new URL(request.url);
    requests.push({ url, authorization: request.headers.get('Authorization') });
    return Promise.resolve(respond(url, state.answers));
  });

  return {
    requests,
    answer(next: Answers) {
      state.answers = next;
    },
  };
}

function respond(url: URL, answers: Answers): Response {
  if (answers.problem !== undefined) {
    return json(answers.problem, answers.problem.status);
  }

  const asOf = url.searchParams.get('as_of') ?? '2015-06-30';
  switch (url.pathname) {
    case '/v1/overview':
      return json({ ...(answers.overview ?? overview()), as_of: asOf });
    case '/v1/features':
      return json(
        page(
          asOf,
          answers.features ?? [feature('doc.source'), feature('nova.api', { core: true, adopters: 9 })],
        ),
      );
    case '/v1/accounts':
      return json(page(asOf, answers.accounts ?? [account('acme', { name: 'Acme Ltd' }), account('globex')]));
    default:
      return json(answers.score ?? acme());
  }
}

function page<Item>(asOf: string, items: Item[]) {
  return { as_of: asOf, total_count: items.length, items, next_cursor: null };
}

function json(body: unknown, status = 200): Response {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
}
