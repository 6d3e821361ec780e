import { locale } from './locale';

/** What stands where nothing is known: never a zero. */
export const NOTHING = '—';

const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const score = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fact = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });

export const formatCount = (value: number): string => count.format(value);
export const formatDifference = (value: number): string => signed.format(value);
export const formatPercent = (value: number | null): string =>
  value === null ? NOTHING : percent.format(value);
export const formatScore = (value: number | null): string => (value === null ? NOTHING : score.format(value));

/** Two decimals, with a true minus sign: the lines of a score have to add up before the reader's eyes. */
export const formatPoints = (value: number): string =>
  points.format(withoutNegativeZero(value)).replace('-', '−');

/** Any number of an explanation: whole ones whole, others with four significant digits. */
export const formatFact = (value: number): string =>
  (Number.isInteger(value) ? count.format(value) : fact.format(value)).replace('-', '−');

/** `of 1 account`, `of 3 accounts`. */
export const plural = (value: number, one: string, many: string): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`;

function withoutNegativeZero(value: number): number {
  return Math.abs(value) < 0.005 ? 0 : value;
}
