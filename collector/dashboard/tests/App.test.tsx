import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../src/App';
import { keyStore } from '../src/session/keyStore';
import { fakeCollector } from './fakeCollector';
import { account, acme, feature, overview } from './samples';

// Charts need a size, and nothing has one in jsdom; Chromium draws them in the collector's end-to-end test.
vi.mock('../src/overview/TrendChart', () => ({
  default: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

beforeEach(() => {
  keyStore.put('demo.s3cret');
});

afterEach(() => {
  act(() => {
    keyStore.clear();
  });
  vi.unstubAllGlobals();
});

/** The first of the rows, once they are there. */
const firstRow = async (testId: string): Promise<HTMLElement> => {
  const [row] = await screen.findAllByTestId(testId);
  if (row === undefined) {
    throw new Error(`There is no ${testId}.`);
  }

  return row;
};

const rowsOf = (testId: string) => screen.getAllByTestId(testId).map((row) => row.dataset['key']);

describe('Without a key', () => {
  beforeEach(() => {
    keyStore.clear();
  });

  test('the page asks for one and calls nothing', () => {
    const { requests } = fakeCollector();

    render(<App />);

    expect(screen.getByLabelText('Key')).toBeTruthy();
    expect(requests).toHaveLength(0);
  });

  test('a text of the wrong shape is refused before it is sent', async () => {
    const { requests } = fakeCollector();
    render(<App />);

    await userEvent.type(screen.getByLabelText('Key'), 'nonsense{Enter}');

    expect(screen.getByText(/looks like PREFIX.SECRET/)).toBeTruthy();
    expect(requests).toHaveLength(0);
  });

  test('an entered key opens the page and travels in the header, never in a URL', async () => {
    const { requests } = fakeCollector();
    render(<App />);

    await userEvent.type(screen.getByLabelText('Key'), 'demo.s3cret{Enter}');
    await screen.findByTestId('overview-mau');

    expect(requests.every((request) => request.authorization === 'Bearer demo.s3cret')).toBe(true);
    expect(requests.some((request) => request.url.href.includes('s3cret'))).toBe(false);
  });
});

describe('A refused key', () => {
  test.each([401, 403])('with status %i returns to the form, says why, and is forgotten', async (status) => {
    fakeCollector({
      problem: { status, title: 'The key may not do this.', detail: 'It needs the scope `read`.' },
    });

    render(<App />);

    const refusal = await screen.findByTestId('refusal');
    expect(refusal.textContent).toContain('The key may not do this.');
    expect(refusal.textContent).toContain('It needs the scope read.');
    expect(sessionStorage).toHaveLength(0);
  });
});

describe('The overview', () => {
  test('shows each number to people and to machines', async () => {
    fakeCollector();

    render(<App />);

    const mau = await screen.findByTestId('overview-mau');
    expect(mau.textContent).toBe('1,175');
    expect(mau.dataset['value']).toBe('1175');
    expect(screen.getByTestId('overview-median-score').dataset['value']).toBe('61.25');
    expect(screen.getByTestId('band-at_risk').dataset['value']).toBe('1');
    expect(screen.getByTestId('state-stale').dataset['value']).toBe('1');
  });

  test('shows a dash, not a zero, where there is no number', async () => {
    const users = { dau: 0, wau: 0, mau: 0, stickiness: null };
    fakeCollector({ overview: overview({ median_score: null, active_users: users }) });

    render(<App />);

    expect((await screen.findByTestId('overview-median-score')).textContent).toBe('—');
    expect(screen.getByTestId('overview-stickiness').textContent).toBe('—');
    expect(screen.getByTestId('overview-mau').textContent).toBe('0');
  });

  test('says that numbers are provisional only when they are', async () => {
    const collector = fakeCollector();
    const { unmount } = render(<App />);
    await screen.findByTestId('overview-mau');
    expect(screen.queryByTestId('provisional')).toBeNull();
    unmount();

    collector.answer({ overview: overview({ provisional: true }) });
    render(<App />);

    expect(await screen.findByTestId('provisional')).toBeTruthy();
  });

  test('can be read as a table, newest week first', async () => {
    fakeCollector();
    render(<App />);

    await userEvent.click(await screen.findByLabelText('Table'));

    const table = screen.getByRole('table', { name: 'Trend' });
    const [newest] = within(table).getAllByRole('rowheader');
    expect(newest?.textContent).toMatch(/24.*30/);
  });
});

describe('The day', () => {
  test('stands in the URL, goes with every call, and back returns', async () => {
    const { requests } = fakeCollector();
    render(<App />);
    await screen.findByTestId('overview-mau');
    await screen.findAllByTestId('account-row');
    requests.length = 0;

    await userEvent.click(screen.getByRole('button', { name: 'The day before' }));

    await waitFor(() => {
      expect(screen.getByTestId('dashboard').dataset['asOf']).toBe('2015-06-29');
    });
    expect(window.location.search).toBe('?as_of=2015-06-29');
    expect(requests.filter((request) => request.url.searchParams.get('as_of') === '2015-06-29')).toHaveLength(
      3,
    );

    await userEvent.click(screen.getByRole('button', { name: 'Latest' }));

    expect(window.location.search).toBe('');
  });

  test('cannot go past the newest complete one', async () => {
    fakeCollector();
    render(<App />);
    await screen.findByTestId('overview-mau');

    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'The day after' }).disabled).toBe(true);
    expect(screen.getByTestId<HTMLInputElement>('as-of').max).toBe('2015-06-30');
  });
});

describe('The features table', () => {
  test('begins with the most adopters and turns round when its header is pressed', async () => {
    fakeCollector();
    render(<App />);
    await screen.findAllByTestId('feature-row');
    expect(rowsOf('feature-row')).toEqual(['nova.api', 'doc.source']);
    const table = screen.getByRole('table', { name: 'Features' });
    const header = within(table).getByRole('columnheader', { name: /Adopters/ });
    expect(header.getAttribute('aria-sort')).toBe('descending');

    await userEvent.click(within(header).getByRole('button'));

    expect(rowsOf('feature-row')).toEqual(['doc.source', 'nova.api']);
    expect(header.getAttribute('aria-sort')).toBe('ascending');
  });

  test('is narrowed by text and says how many are left', async () => {
    fakeCollector();
    render(<App />);
    await screen.findAllByTestId('feature-row');

    await userEvent.type(screen.getByLabelText('Filter features'), 'API');

    await waitFor(() => {
      expect(rowsOf('feature-row')).toEqual(['nova.api']);
    });
    expect(screen.getByText('1 of 2 features')).toBeTruthy();
  });

  test('gives raw values to machines', async () => {
    fakeCollector({ features: [feature('nova.api', { uses_28d: 12_345 })] });
    render(<App />);

    const row = await firstRow('feature-row');
    const uses = within(row).getByTestId('feature-uses');

    expect(uses.textContent).toBe('12,345');
    expect(uses.dataset['value']).toBe('12345');
  });
});

describe('The accounts table', () => {
  const stale = account('quiet', {
    state: 'stale',
    score: null,
    band: null,
    active_users: { dau: 0, wau: 0, mau: 0, stickiness: null },
  });

  test('shows the state in words where there is no score, and no zero that nobody knows', async () => {
    fakeCollector({ accounts: [stale] });
    render(<App />);

    const row = await firstRow('account-row');
    const cell = within(row);

    expect(cell.getByTestId('account-score').textContent).toMatch(/^—/);
    expect(cell.getByTestId('account-score').dataset['value']).toBe('');
    expect(cell.getByTestId('account-band').textContent).toBe('Stale');
    expect(cell.getByTestId('account-mau').textContent).toMatch(/^—/);
  });

  test('puts accounts without a score last, whichever way scores are sorted', async () => {
    fakeCollector({ accounts: [stale, account('low', { score: 20, band: 'at_risk' }), account('high')] });
    render(<App />);
    await screen.findAllByTestId('account-row');
    const table = screen.getByRole('table', { name: 'Accounts' });
    const header = within(within(table).getByRole('columnheader', { name: /Score/ })).getByRole('button');

    await userEvent.click(header);
    expect(rowsOf('account-row')).toEqual(['high', 'low', 'quiet']);

    await userEvent.click(header);
    expect(rowsOf('account-row')).toEqual(['low', 'high', 'quiet']);
  });

  test('opens with the accounts behind a number of the overview', async () => {
    fakeCollector({ accounts: [account('low', { score: 20, band: 'at_risk' }), account('high')] });
    render(<App />);
    await screen.findAllByTestId('account-row');

    await userEvent.click(screen.getByTestId('band-at_risk'));

    await waitFor(() => {
      expect(rowsOf('account-row')).toEqual(['low']);
    });
    expect(window.location.search).toBe('?band=at_risk');
  });

  test('shows days in the time zone of the tenant', async () => {
    fakeCollector({ accounts: [account('acme')] });
    render(<App />);

    const row = await firstRow('account-row');

    expect(row.textContent).toMatch(/Jun 29, 2015|29 Jun 2015/);
  });
});

describe('The explanation of a score', () => {
  const open = async () => {
    render(<App />);
    const row = await firstRow('account-row');
    await userEvent.click(within(row).getByRole('button'));
    return screen.findByTestId('score-panel');
  };

  test('opens from an account and shows each component with its points', async () => {
    fakeCollector();

    const panel = within(await open());

    expect(panel.getByTestId('score-value').dataset['value']).toBe('86.74');
    expect(panel.getAllByTestId('component-row').map((row) => row.dataset['key'])).toEqual([
      'reach',
      'consistency',
      'breadth',
      'intensity',
      'resilience',
      'momentum',
    ]);
    expect(panel.getAllByTestId('component-points').map((points) => points.textContent)).toEqual([
      '17.17',
      '20.81',
      '17.78',
      '17.71',
      '10.00',
      '3.27',
    ]);
    expect(panel.getByText('Medium confidence. 80% interval 80.6 to 92.8.')).toBeTruthy();
    expect(window.location.search).toBe('?account=acme');
  });

  test('shows a cap as a negative line of its own', async () => {
    const cap = {
      key: 'single_point_of_failure',
      limit: 60,
      points: -26.74,
      reason: 'One person does it all.',
    };
    fakeCollector({ score: acme({ score: 60, band: 'watch', caps: [cap] }) });

    const panel = within(await open());

    expect(panel.getByTestId('cap-points').textContent).toBe('−26.74');
    expect(panel.getByText('One person does it all.')).toBeTruthy();
  });

  test('says why there is no score instead of showing a zero', async () => {
    const reason = 'First seen 12 days ago.';
    fakeCollector({
      score: acme({
        state: 'onboarding',
        reason: reason,
        score: null,
        band: null,
        confidence: null,
        components: [],
        targets: null,
      }),
    });

    const panel = within(await open());

    expect(panel.getByTestId('score-value').textContent).toBe('—');
    expect(panel.getByTestId('state-reason').textContent).toBe(`Onboarding. ${reason}`);
    expect(panel.queryAllByTestId('component-row')).toHaveLength(0);
  });

  test('offers a curl line without the key', async () => {
    fakeCollector();

    const panel = within(await open());

    const line = panel.getByTestId('score-curl').textContent;
    expect(line).toContain('/v1/accounts/acme/adoption-score?as_of=2015-06-30');
    expect(line).not.toContain('s3cret');
  });
});

describe('A failure', () => {
  const problem = { status: 400, title: 'The parameter `as_of` cannot be used.', detail: 'It is not a day.' };

  test('is told in the words of the collector, and trying again brings the numbers', async () => {
    const collector = fakeCollector({ problem });
    render(<App />);
    const alert = await screen.findByTestId('problem');
    expect(alert.textContent).toContain('The parameter as_of cannot be used.');
    expect(alert.textContent).toContain('It is not a day.');

    collector.answer({});
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByTestId('overview-mau')).toBeTruthy();
  });
});

describe('A new tenant', () => {
  test('is told how to send the first event', async () => {
    fakeCollector({ overview: overview({ account_count: 0, feature_count: 0 }) });

    render(<App />);

    expect((await screen.findByTestId('first-event')).textContent).toContain('CsTelemetryClient.Create');
    expect(screen.queryByTestId('overview-mau')).toBeNull();
  });
});

describe('Signing out', () => {
  test('forgets the key and shows the form', async () => {
    fakeCollector();
    render(<App />);
    await screen.findByTestId('overview-mau');

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));

    expect(screen.getByLabelText('Key')).toBeTruthy();
    expect(sessionStorage).toHaveLength(0);
  });
});
