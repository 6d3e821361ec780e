import { locale } from '../numbers/locale';
import type { CellValue } from './tableColumn';

const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });

/** Orders two values upward: numbers by size, texts as a reader would, `item2` before `item10`. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }

  return collator.compare(String(a ?? ''), String(b ?? ''));
}
