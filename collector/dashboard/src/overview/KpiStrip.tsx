import { Skeleton } from '@mantine/core';
import type { Overview } from '../api/types';
import { formatDay, formatWindow, parseDay, type CalendarDay } from '../days/calendarDay';
import { formatCount, formatDifference, formatPercent, formatScore, plural } from '../numbers/format';
import { KpiTile } from './KpiTile';
import classes from './KpiStrip.module.css';

const TILE_COUNT = 6;

/** The six numbers of the portfolio. */
export function KpiStrip({ overview }: { overview: Overview }) {
  const { active_users: users, states } = overview;
  const day = parseDay(overview.as_of);
  return (
    <dl className={classes['strip']}>
      <KpiTile
        name="MAU"
        definition="mau"
        text={formatCount(users.mau)}
        value={users.mau}
        note={windowWords(day, 28)}
        testId="overview-mau"
      />
      <KpiTile
        name="WAU"
        definition="wau"
        text={formatCount(users.wau)}
        value={users.wau}
        note={weekWords(overview)}
        testId="overview-wau"
      />
      <KpiTile
        name="DAU"
        definition="dau"
        text={formatCount(users.dau)}
        value={users.dau}
        note={day === null ? '' : formatDay(day)}
        testId="overview-dau"
      />
      <KpiTile
        name="Stickiness"
        definition="stickiness"
        text={formatPercent(users.stickiness)}
        value={users.stickiness}
        note="mean DAU of 28 days / MAU"
        testId="overview-stickiness"
      />
      <KpiTile
        name="Median score"
        definition="medianScore"
        text={formatScore(overview.median_score)}
        value={overview.median_score}
        note={`of ${plural(states.scored, 'scored account', 'scored accounts')}`}
        testId="overview-median-score"
      />
      <KpiTile
        name="Accounts"
        definition="accountCount"
        text={formatCount(overview.account_count)}
        value={overview.account_count}
        note={`${formatCount(overview.active_accounts_28d)} active in 28 days`}
        testId="overview-accounts"
      />
    </dl>
  );
}

/** As high as the strip that it stands for. */
export function KpiStripSkeleton() {
  return (
    <div className={classes['strip']} aria-hidden="true">
      {Array.from({ length: TILE_COUNT }, (_, index) => (
        <div key={index} className={classes['blank']}>
          <Skeleton height={12} width={64} radius="sm" />
          <Skeleton height={26} width={84} radius="sm" />
          <Skeleton height={10} width={110} radius="sm" />
        </div>
      ))}
    </div>
  );
}

function windowWords(lastDay: CalendarDay | null, dayCount: number): string {
  return lastDay === null ? '' : formatWindow(lastDay, dayCount);
}

/** How the last seven days compare with the seven before. */
function weekWords({ trend }: Overview): string {
  const now = trend.at(-1);
  const before = trend.at(-2);
  if (now === undefined || before === undefined) {
    return '7 days';
  }

  const difference = now.active_users - before.active_users;
  return difference === 0 ? 'same as the week before' : `${formatDifference(difference)} on the week before`;
}
