import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AdoptionApi } from './client';

// Complete days change only by late events; a new look after this long is fresh enough.
const STALE_AFTER_MS = 5 * 60_000;

// The numbers of the day before stay on the page, marked busy, while another day is on its way: nothing jumps.
const calm = { staleTime: STALE_AFTER_MS, placeholderData: keepPreviousData };

export function overviewQuery(api: AdoptionApi, asOf: string | null) {
  return queryOptions({
    ...calm,
    queryKey: ['overview', asOf],
    queryFn: ({ signal }) => api.overview(asOf, signal),
  });
}

export function featuresQuery(api: AdoptionApi, asOf: string | null) {
  return queryOptions({
    ...calm,
    queryKey: ['features', asOf],
    queryFn: ({ signal }) => api.features(asOf, signal),
  });
}

export function accountsQuery(api: AdoptionApi, asOf: string | null) {
  return queryOptions({
    ...calm,
    queryKey: ['accounts', asOf],
    queryFn: ({ signal }) => api.accounts(asOf, signal),
  });
}

/** Without a placeholder: the score of one account must never stand under the name of another. */
export function scoreQuery(api: AdoptionApi, accountId: string, asOf: string | null) {
  return queryOptions({
    staleTime: STALE_AFTER_MS,
    queryKey: ['score', accountId, asOf],
    queryFn: ({ signal }) => api.score(accountId, asOf, signal),
  });
}
