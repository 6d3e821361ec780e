import { describe, expect, test } from 'vitest';
import { fragmentWithoutKey, isKeyShaped, keyFromFragment, MAX_KEY_LENGTH } from '../src/session/accessKey';

describe('A key', () => {
  test('is found in the fragment', () => {
    expect(keyFromFragment('#key=demo.s3cret')).toBe('demo.s3cret');
  });

  test('is found beside other things of the fragment', () => {
    expect(keyFromFragment('#accounts&key=demo.s3cret')).toBe('demo.s3cret');
  });

  test('keeps a plus sign, which a query would read as a space', () => {
    expect(keyFromFragment('#key=demo.a+b/c=')).toBe('demo.a+b/c=');
  });

  test.each(['', 'demo', '.secret', 'demo.', 'de mo.secret', 'demo.sec\nret', 'demo.sécret'])(
    'has the shape PREFIX.SECRET, and %j has not',
    (text) => {
      expect(isKeyShaped(text)).toBe(false);
    },
  );

  test('is not tried when it is longer than the limit', () => {
    expect(isKeyShaped(`demo.${'x'.repeat(MAX_KEY_LENGTH)}`)).toBe(false);
  });

  test('leaves the fragment, and what else is in it stays', () => {
    expect(fragmentWithoutKey('#accounts&key=demo.s3cret')).toBe('#accounts');
    expect(fragmentWithoutKey('#key=demo.s3cret')).toBe('');
  });
});
