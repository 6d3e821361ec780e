import createClient from 'openapi-fetch';
import { PAGE_ITEM_COUNT, readWholeList, type WholeList } from './pages';
import { problemFromBody, problemFromError } from './problem';
import type { paths } from './schema';
import type { AccountSummary, AdoptionScore, FeatureSummary, Overview } from './types';

/** How long one call may take. */
export const CALL_TIMEOUT_MS = 60_000;

/** The REST API as this page uses it; every failure is thrown as an ApiProblem. */
export interface AdoptionApi {
  overview(asOf: string | null, signal?: AbortSignal): Promise<Overview>;
  features(asOf: string | null, signal?: AbortSignal): Promise<WholeList<FeatureSummary>>;
  accounts(asOf: string | null, signal?: AbortSignal): Promise<WholeList<AccountSummary>>;
  score(accountId: string, asOf: string | null, signal?: AbortSignal): Promise<AdoptionScore>;
}

/** Makes the API's client for one key. The key travels in the Authorization header and nowhere else. */
export function createAdoptionApi(key: string): AdoptionApi {
  const client = createClient<paths>({
    baseUrl: window.location.origin,
    headers: { Authorization: `Bearer ${key}` },
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });

  return {
    overview: (asOf, signal) =>
      answer(client.GET('/v1/overview', { params: { query: day(asOf) }, signal: bounded(signal) })),

    features: (asOf, signal) =>
      readWholeList(asOf, (request) =>
        answer(
          client.GET('/v1/features', {
            params: { query: { ...day(request.asOf), ...page(request.cursor) } },
            signal: bounded(signal),
          }),
        ),
      ),

    accounts: (asOf, signal) =>
      readWholeList(asOf, (request) =>
        answer(
          client.GET('/v1/accounts', {
            params: { query: { ...day(request.asOf), ...page(request.cursor) } },
            signal: bounded(signal),
          }),
        ),
      ),

    score: (accountId, asOf, signal) =>
      answer(
        client.GET('/v1/accounts/{accountId}/adoption-score', {
          params: { path: { accountId }, query: day(asOf) },
          signal: bounded(signal),
        }),
      ),
  };
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

async function answer<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  let result: Answer<Data>;
  try {
    result = await call;
  } catch (error) {
    throw isAbort(error) ? error : problemFromError(error);
  }

  if (result.data === undefined) {
    throw problemFromBody(result.response.status, result.error);
  }

  return result.data;
}

/** A call that its caller gave up is not a failure: TanStack Query has to see the abort itself. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function day(asOf: string | null): { as_of?: string } {
  return asOf === null ? {} : { as_of: asOf };
}

function page(cursor: string | null): { limit: number; cursor?: string } {
  return cursor === null ? { limit: PAGE_ITEM_COUNT } : { limit: PAGE_ITEM_COUNT, cursor };
}

function bounded(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
