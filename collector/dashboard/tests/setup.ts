import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Waiting ends with what is waited for; the limit only has to outlast a machine that is busy with other things.
configure({ asyncUtilTimeout: 20_000, getElementError: (message) => new Error(message ?? 'Not found.') });

// What jsdom does not have and the components ask for; none of it decides anything in a test.
window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
Element.prototype.scrollIntoView = () => undefined;
// Nothing has a size in jsdom, and a table without a height shows no rows.
Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  window.history.replaceState(null, '', '/');
});
