import { fragmentWithoutKey, keyFromFragment } from './accessKey';

const STORAGE_KEY = 'cstelemetry.key';

type Listener = () => void;

/**
 * Holds the key of this tab: in sessionStorage, so that a reload keeps it and closing the tab forgets it.
 * A browser that forbids storage gets it in memory.
 */
class KeyStore {
  #key: string | null = readStored();
  readonly #listeners = new Set<Listener>();

  readonly current = (): string | null => this.#key;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  put(key: string): void {
    this.#key = key;
    attempt(() => {
      sessionStorage.setItem(STORAGE_KEY, key);
    });
    this.#tell();
  }

  clear(): void {
    this.#key = null;
    attempt(() => {
      sessionStorage.removeItem(STORAGE_KEY);
    });
    this.#tell();
  }

  /** Moves a key from the address bar into the store; from then on it is in no URL and no history entry. */
  readonly takeFromAddress = (): void => {
    const { hash, pathname, search } = window.location;
    if (!/[#&]key(=|&|$)/.test(hash)) {
      return;
    }

    const key = keyFromFragment(hash);
    window.history.replaceState(window.history.state, '', pathname + search + fragmentWithoutKey(hash));
    if (key !== null) {
      this.put(key);
    }
  };

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

function readStored(): string | null {
  let stored: string | null = null;
  attempt(() => {
    stored = sessionStorage.getItem(STORAGE_KEY);
  });
  return stored;
}

/** Storage that is forbidden or full throws; the key then lives in memory alone. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing is lost: a reload asks for the key again.
  }
}

export const keyStore = new KeyStore();
