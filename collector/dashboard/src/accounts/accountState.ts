import type { AccountState, Band } from '../api/types';

export const bandWords: Record<Band, string> = { healthy: 'Healthy', watch: 'Watch', at_risk: 'At risk' };

export const stateWords: Record<AccountState, string> = {
  scored: 'Scored',
  onboarding: 'Onboarding',
  insufficient_data: 'Not enough data',
  stale: 'Stale',
  excluded: 'Excluded',
};

export const stateExplanations: Record<AccountState, string> = {
  scored: 'There is a score.',
  onboarding: 'First seen less than 30 days ago: too young for a score.',
  insufficient_data: 'Less than .6 of the score’s weights could be computed.',
  stale: 'Nothing has been reported for 7 days: silence of the SDK, not of the people.',
  excluded: 'An internal or test account.',
};

/**
 * Tells whether a count is to be believed. A zero of an account that stopped reporting is not a zero: nobody knows.
 */
export function isKnown(state: AccountState, count: number): boolean {
  return state !== 'stale' || count > 0;
}
