import { SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Overview } from '../api/types';
import { DefinedTerm } from '../definitions/DefinedTerm';
import { formatCount } from '../numbers/format';
import { Panel } from '../shell/Panel';
import classes from './TrendPanel.module.css';
import { TrendTable } from './TrendTable';

// The chart library is the heaviest part of the page and not needed for its first numbers.
const TrendChart = lazy(() => import('./TrendChart'));

type Form = 'chart' | 'table';

/** The portfolio over 26 weeks, to look at or to read. */
export function TrendPanel({ overview, busy }: { overview: Overview; busy: boolean }) {
  const [form, setForm] = useState<Form>('chart');
  return (
    <Panel
      id="trend"
      title={<DefinedTerm of="trend">Trend</DefinedTerm>}
      note={`${overview.trend.length} weeks${overview.provisional ? ', the last one provisional' : ''}`}
      busy={busy}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Show the trend as"
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
          value={form}
          onChange={(value) => {
            setForm(value === 'table' ? 'table' : 'chart');
          }}
        />
      }
    >
      {form === 'table' ? (
        <TrendTable trend={overview.trend} />
      ) : (
        <Suspense fallback={<Skeleton className={classes['chart'] ?? ''} radius="md" />}>
          <TrendChart trend={overview.trend} provisional={overview.provisional} label={words(overview)} />
        </Suspense>
      )}
    </Panel>
  );
}

function words({ trend }: Overview): string {
  const first = trend[0];
  const last = trend.at(-1);
  if (first === undefined || last === undefined) {
    return 'There is no trend yet.';
  }

  return (
    `Over ${trend.length} weeks, weekly active users went from ${formatCount(first.active_users)} to ` +
    `${formatCount(last.active_users)} and active accounts from ${formatCount(first.active_accounts)} to ` +
    `${formatCount(last.active_accounts)}.`
  );
}
