import { Skeleton } from '@mantine/core';
import type { Overview } from '../api/types';
import { formatLongDay, parseDay } from '../days/calendarDay';
import { BandsPanel } from './BandsPanel';
import { KpiStrip, KpiStripSkeleton } from './KpiStrip';
import classes from './OverviewSection.module.css';
import { ProvisionalBadge } from './ProvisionalBadge';
import { TrendPanel } from './TrendPanel';

/** The portfolio at a glance. */
export function OverviewSection({ overview, busy }: { overview: Overview | undefined; busy: boolean }) {
  return (
    <section
      id="overview"
      className={classes['overview']}
      aria-labelledby="overview-title"
      aria-busy={busy || overview === undefined}
      data-busy={busy}
    >
      <div className={classes['title']}>
        <h1 id="overview-title">Adoption</h1>
        {overview !== undefined && (
          <>
            <p className={classes['note']}>
              {dayWords(overview.as_of)} · {overview.time_zone} · model {overview.model_version}
            </p>
            {overview.provisional && <ProvisionalBadge />}
          </>
        )}
      </div>
      {overview === undefined ? (
        <>
          <KpiStripSkeleton />
          <div className={classes['pair']} aria-hidden="true">
            <Skeleton height={378} radius="md" />
            <Skeleton height={378} radius="md" />
          </div>
        </>
      ) : (
        <>
          <KpiStrip overview={overview} />
          <div className={classes['pair']}>
            <TrendPanel overview={overview} busy={busy} />
            <BandsPanel overview={overview} busy={busy} />
          </div>
        </>
      )}
    </section>
  );
}

function dayWords(text: string): string {
  const day = parseDay(text);
  return day === null ? text : formatLongDay(day);
}
