import { afterEach, describe, expect, test } from 'vitest';
import { keyStore } from '../src/session/keyStore';

afterEach(() => {
  keyStore.clear();
});

const contentOf = (storage: Storage): string => JSON.stringify(Object.entries(storage));

describe('The key store', () => {
  test('takes the key out of the address bar and keeps path, query and the rest', () => {
    window.history.replaceState(null, '', '/?as_of=2015-06-30#accounts&key=demo.s3cret');

    keyStore.takeFromAddress();

    expect(window.location.href).toBe('http://collector.test/?as_of=2015-06-30#accounts');
    expect(keyStore.current()).toBe('demo.s3cret');
  });

  test('adds no entry to the history that would still hold the key', () => {
    const before = window.history.length;
    window.history.replaceState(null, '', '/#key=demo.s3cret');

    keyStore.takeFromAddress();

    expect(window.history.length).toBe(before);
  });

  test('removes a key of a wrong shape too, and does not use it', () => {
    window.history.replaceState(null, '', '/#key=nonsense');

    keyStore.takeFromAddress();

    expect(window.location.hash).toBe('');
    expect(keyStore.current()).toBeNull();
  });

  test('keeps the key for this tab only', () => {
    keyStore.put('demo.s3cret');

    expect(contentOf(sessionStorage)).toContain('demo.s3cret');
    expect(contentOf(window.localStorage)).not.toContain('s3cret');
  });

  test('forgets the key when cleared', () => {
    keyStore.put('demo.s3cret');

    keyStore.clear();

    expect(keyStore.current()).toBeNull();
    expect(contentOf(sessionStorage)).not.toContain('s3cret');
  });
});
