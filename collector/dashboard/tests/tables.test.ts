import { describe, expect, test } from 'vitest';
import { isInBand } from '../src/accounts/bandFilter';
import { isKnown } from '../src/accounts/accountState';
import { compareValues } from '../src/tables/compareValues';
import { matchesText } from '../src/tables/matchesText';
import { sparklinePath } from '../src/tables/sparklinePath';

describe('Rows', () => {
  test('are ordered by size when they are numbers, and as a reader would when they are texts', () => {
    expect([10, 9, 100].sort(compareValues)).toEqual([9, 10, 100]);
    expect(['item10', 'Item2', 'äpfel'].sort(compareValues)).toEqual(['äpfel', 'Item2', 'item10']);
  });

  test('are found by any part of any of their texts, whatever the case', () => {
    expect(matchesText(' AcMe ', 'acme-eu', null)).toBe(true);
    expect(matchesText('globex', 'acme-eu', 'Acme Ltd')).toBe(false);
    expect(matchesText('', 'acme-eu')).toBe(true);
  });

  test('of a state are those that its count in the overview counts', () => {
    expect(isInBand({ band: null, state: 'stale' }, 'stale')).toBe(true);
    expect(isInBand({ band: null, state: 'onboarding' }, 'stale')).toBe(false);
  });

  test('without a score belong to no band', () => {
    expect(isInBand({ band: null, state: 'stale' }, 'at_risk')).toBe(false);
    expect(isInBand({ band: null, state: 'stale' }, 'none')).toBe(true);
    expect(isInBand({ band: 'watch', state: 'scored' }, 'none')).toBe(false);
  });
});

describe('A zero', () => {
  test('of an account that stopped reporting is not known', () => {
    expect(isKnown('stale', 0)).toBe(false);
    expect(isKnown('stale', 3)).toBe(true);
  });

  test('of an account that reports is a zero', () => {
    expect(isKnown('scored', 0)).toBe(true);
  });
});

describe('A sparkline', () => {
  test('reaches from the ground to its own highest', () => {
    expect(sparklinePath([0, 50, 100], 92, 24).line).toBe('M3 21L46 12L89 3');
  });

  test('of zeros lies on the ground', () => {
    expect(sparklinePath([0, 0], 92, 24).line).toBe('M3 21L89 21');
  });

  test('of a single week has no length and no fault', () => {
    expect(sparklinePath([7], 92, 24).end).toEqual({ x: 3, y: 3 });
  });
});
