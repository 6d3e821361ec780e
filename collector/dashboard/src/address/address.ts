import { useSyncExternalStore } from 'react';
import { parseDay, type CalendarDay } from '../days/calendarDay';
import { isBandFilter, type BandFilter } from '../accounts/bandFilter';

/** What of the view is in the URL's query, so that a link shows the same view to somebody else. */
export interface Address {
  /** The day asked for; null for the newest complete one. */
  asOf: CalendarDay | null;
  /** The account whose score is explained. */
  account: string | null;
  band: BandFilter;
}

const CHANGED = 'cstelemetry:address';

/** Reads the view from a query; what cannot be read is as if it were not there. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const band = query.get('band');
  return {
    asOf: parseDay(query.get('as_of') ?? ''),
    account: textOrNull(query.get('account')),
    band: band !== null && isBandFilter(band) ? band : 'all',
  };
}

/** Writes the view into a query, leaving parameters that are not ours. */
export function writeAddress(search: string, address: Address): string {
  const query = new URLSearchParams(search);
  set(query, 'as_of', address.asOf);
  set(query, 'account', address.account);
  set(query, 'band', address.band === 'all' ? null : address.band);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Goes to another view; the browser's back button returns. */
export function go(change: Partial<Address>): void {
  const { pathname, search, hash } = window.location;
  const next = writeAddress(search, { ...readAddress(search), ...change });
  if (next !== search) {
    window.history.pushState(null, '', pathname + next + hash);
    window.dispatchEvent(new Event(CHANGED));
  }
}

/** The view that the URL asks for, followed as it changes. */
export function useAddress(): Address {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  return readAddress(search);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** An empty parameter asks for nothing. */
function textOrNull(text: string | null): string | null {
  return text === '' ? null : text;
}

function set(query: URLSearchParams, name: string, value: string | null): void {
  if (value === null) {
    query.delete(name);
  } else {
    query.set(name, value);
  }
}
