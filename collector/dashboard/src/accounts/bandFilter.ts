import type { AccountSummary } from '../api/types';

/** Which accounts the table shows: those of a band, those without a score (`none`), or those of a state without one. */
export const BAND_FILTERS = [
  'all',
  'healthy',
  'watch',
  'at_risk',
  'none',
  'onboarding',
  'insufficient_data',
  'stale',
  'excluded',
] as const;

export type BandFilter = (typeof BAND_FILTERS)[number];

export function isBandFilter(text: string): text is BandFilter {
  return (BAND_FILTERS as readonly string[]).includes(text);
}

export function isInBand(account: Pick<AccountSummary, 'band' | 'state'>, filter: BandFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'none':
      return account.band === null;
    case 'healthy':
    case 'watch':
    case 'at_risk':
      return account.band === filter;
    default:
      return account.state === filter;
  }
}
