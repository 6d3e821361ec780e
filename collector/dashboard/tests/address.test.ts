import { describe, expect, test } from 'vitest';
import { go, readAddress, writeAddress } from '../src/address/address';

describe('The address of a view', () => {
  test('holds day, account and band, and comes back as it was', () => {
    const address = {
      asOf: readAddress('?as_of=2015-06-30').asOf,
      account: 'a&b/ü',
      band: 'at_risk',
    } as const;

    expect(readAddress(writeAddress('', address))).toEqual(address);
  });

  test('is empty for the newest day with all accounts', () => {
    expect(writeAddress('?as_of=2015-06-30', { asOf: null, account: null, band: 'all' })).toBe('');
  });

  test('ignores a day that no calendar has and a band that does not exist', () => {
    expect(readAddress('?as_of=2015-02-30&band=golden&account=')).toEqual({
      asOf: null,
      account: null,
      band: 'all',
    });
  });

  test('keeps what is not ours', () => {
    expect(writeAddress('?utm=x', { asOf: null, account: 'acme', band: 'all' })).toBe('?utm=x&account=acme');
  });

  test('changes by a history entry, so that back returns', () => {
    const before = window.history.length;

    go({ account: 'acme' });

    expect(window.location.search).toBe('?account=acme');
    expect(window.history.length).toBe(before + 1);
  });
});
