/** The longest key that is tried, in characters. */
export const MAX_KEY_LENGTH = 512;

// PREFIX.SECRET of printable ASCII without spaces: anything else cannot stand in a header.
const KEY_SHAPE = /^[\x21-\x2d\x2f-\x7e]+\.[\x21-\x7e]+$/;

/** Tells whether a text has the shape of a key; whether it opens anything is the collector's to say. */
export function isKeyShaped(text: string): boolean {
  return text.length <= MAX_KEY_LENGTH && KEY_SHAPE.test(text);
}

/** Finds `key=PREFIX.SECRET` in a URL fragment; null when there is none of that shape. */
export function keyFromFragment(fragment: string): string | null {
  const key = new URLSearchParams(fragment.replace(/^#/, '').replaceAll('+', '%2B')).get('key');
  return key !== null && isKeyShaped(key) ? key : null;
}

/** Takes the key out of a fragment and leaves what else is in it. */
export function fragmentWithoutKey(fragment: string): string {
  const rest = fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '' && part !== 'key' && !part.startsWith('key='))
    .join('&');
  return rest === '' ? '' : `#${rest}`;
}
