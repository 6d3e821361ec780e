import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOfInstant,
  formatDay,
  formatWindow,
  parseDay,
  type CalendarDay,
} from '../src/days/calendarDay';

const day = (text: string): CalendarDay => {
  const parsed = parseDay(text);
  if (parsed === null) {
    throw new Error(`${text} is not a day.`);
  }

  return parsed;
};

describe('A calendar day', () => {
  test.each([
    '2015-02-29',
    '2015-13-01',
    '2015-6-30',
    '0000-01-01',
    '30.06.2015',
    '2015-06-30T00:00:00Z',
    '',
  ])('is not read from %j', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('stays the same day for a reader in %s', (zone) => {
    const previous = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      expect(formatDay(day('2015-06-30'))).toMatch(/\b30\b/);
    } finally {
      process.env['TZ'] = previous;
    }
  });

  test('moves over month ends, leap days and changes of the clock', () => {
    expect(addDays(day('2016-02-28'), 1)).toBe('2016-02-29');
    expect(addDays(day('2015-03-29'), 1)).toBe('2015-03-30');
    expect(addDays(day('2016-01-01'), -1)).toBe('2015-12-31');
  });

  test('of an instant is the day in the time zone, not in UTC', () => {
    expect(dayOfInstant('2015-06-30T02:30:00Z', 'America/New_York')).toBe('2015-06-29');
    expect(dayOfInstant('2015-06-30T22:30:00Z', 'Europe/Berlin')).toBe('2015-07-01');
  });

  test('of an instant is the one in UTC when the browser does not know the zone', () => {
    expect(dayOfInstant('2015-06-30T02:30:00Z', 'Mars/Olympus')).toBe('2015-06-30');
  });

  test('of something that is no instant is not known', () => {
    expect(dayOfInstant('soon', 'UTC')).toBeNull();
  });

  test('ends a window whose first day is counted', () => {
    expect(formatWindow(day('2015-06-30'), 7)).toMatch(/24.*30/);
  });
});
