import { locale } from '../numbers/locale';

declare const brand: unique symbol;

/**
 * A day of the tenant's calendar, `YYYY-MM-DD`. It has no time and no zone: it is never turned into a local Date,
 * because west of Greenwich that would show the day before.
 */
export type CalendarDay = string & { readonly [brand]: 'CalendarDay' };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; null for any other text and for days that no calendar has. */
export function parseDay(text: string): CalendarDay | null {
  const match = SHAPE.exec(text);
  if (match === null || match[1] === '0000') {
    return null;
  }

  const instant = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
  return exists ? (text as CalendarDay) : null;
}

export function addDays(day: CalendarDay, count: number): CalendarDay {
  return new Date(utc(day).getTime() + count * DAY_MS).toISOString().slice(0, 10) as CalendarDay;
}

/** `30 Jun 2015`, in the reader's English. */
export function formatDay(day: CalendarDay): string {
  return mediumDay.format(utc(day));
}

/** `Tuesday, 30 June 2015`. */
export function formatLongDay(day: CalendarDay): string {
  return longDay.format(utc(day));
}

/** `24 – 30 Jun 2015`: the days of a window that ends with `lastDay`. */
export function formatWindow(lastDay: CalendarDay, dayCount: number): string {
  return mediumDay.formatRange(utc(addDays(lastDay, 1 - dayCount)), utc(lastDay));
}

/** `30 Jun`, for an axis whose years are plain. */
export function formatShortDay(day: CalendarDay): string {
  return shortDay.format(utc(day));
}

/** The day on which an instant falls in a time zone; UTC when the browser does not know the zone. */
export function dayOfInstant(instant: string, timeZone: string): CalendarDay | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return null;
  }

  const parts = Object.fromEntries(
    zoneFormat(timeZone)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
  return parseDay(`${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`);
}

/** `30 Jun 2015, 14:05 Europe/Berlin`. */
export function formatInstant(instant: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return '—';
  }

  const zone = knownZone(timeZone);
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const;
  return `${new Intl.DateTimeFormat(locale, options).format(date)} ${zone}`;
}

const mediumDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function utc(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(timeZone);
  if (format === undefined) {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory' } as const;
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: knownZone(timeZone) });
    zoneFormats.set(timeZone, format);
  }

  return format;
}

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
