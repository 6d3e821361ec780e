import type { AccountSummary } from '../api/types';

/** Which accounts the table shows; `none` are those without a score. */
export const BAND_FILTERS = ['all', 'healthy', 'watch', 'at_risk', 'none'] as const;

export type BandFilter = (typeof BAND_FILTERS)[number];

export function isBandFilter(text: string): text is BandFilter {
  return (BAND_FILTERS as readonly string[]).includes(text);
}

export function isInBand(account: Pick<AccountSummary, 'band'>, filter: BandFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'none':
      return account.band === null;
    default:
      return account.band === filter;
  }
}
