import type { FeatureSummary } from '../api/types';
import { dayOfInstant, formatDay } from '../days/calendarDay';
import { formatCount, formatPercent, NOTHING } from '../numbers/format';
import { Sparkline } from '../tables/Sparkline';
import type { TableColumn } from '../tables/tableColumn';
import classes from './FeaturesTable.module.css';

type Column = TableColumn<FeatureSummary>;

/** The columns of the features table; days are the tenant's. */
export function featureColumns(timeZone: string): readonly Column[] {
  return [
    {
      id: 'key',
      header: 'Feature',
      definition: 'featureKey',
      kind: 'text',
      width: 190,
      value: (feature) => feature.key,
      render: (feature) => <FeatureName feature={feature} />,
    },
    count('adopters', 'Adopters', 'featureAdopters', (feature) => feature.adopters, 96, 'feature-adopters'),
    count('dau', 'DAU', 'dau', (feature) => feature.active_users.dau, 72, 'feature-dau'),
    count('wau', 'WAU', 'wau', (feature) => feature.active_users.wau, 76, 'feature-wau'),
    count('mau', 'MAU', 'mau', (feature) => feature.active_users.mau, 76, 'feature-mau'),
    {
      id: 'stickiness',
      header: 'Stickiness',
      definition: 'stickiness',
      kind: 'number',
      width: 104,
      value: (feature) => feature.active_users.stickiness,
      render: (feature) => formatPercent(feature.active_users.stickiness),
      testId: 'feature-stickiness',
    },
    count(
      'accounts',
      'Accounts',
      'featureAccounts',
      (feature) => feature.accounts_28d,
      98,
      'feature-accounts',
    ),
    count('uses', 'Uses', 'featureUses', (feature) => feature.uses_28d, 84, 'feature-uses'),
    day('first', 'First use', 'featureFirstUse', (feature) => feature.first_use, timeZone),
    day('last', 'Last use', 'featureLastUse', (feature) => feature.last_use, timeZone),
    {
      id: 'weeks',
      header: '12 weeks',
      definition: 'weeks',
      kind: 'number',
      width: 128,
      value: (feature) => feature.trend.at(-1)?.active_users ?? null,
      render: (feature) => <Sparkline trend={feature.trend} />,
    },
  ];
}

function FeatureName({ feature }: { feature: FeatureSummary }) {
  return (
    <span className={classes['name']}>
      <span className={classes['key']} title={feature.key}>
        {feature.key}
      </span>
      {feature.core && <span className={classes['core']}>Core</span>}
    </span>
  );
}

function count(
  id: string,
  header: string,
  definition: Column['definition'],
  value: (feature: FeatureSummary) => number,
  width: number,
  testId: string,
): Column {
  return {
    id,
    header,
    definition,
    kind: 'number',
    width,
    value,
    render: (feature) => formatCount(value(feature)),
    testId,
  };
}

function day(
  id: string,
  header: string,
  definition: Column['definition'],
  instant: (feature: FeatureSummary) => string | null,
  timeZone: string,
): Column {
  return {
    id,
    header,
    definition,
    kind: 'number',
    width: 112,
    value: instant,
    render: (feature) => {
      const text = instant(feature);
      const value = text === null ? null : dayOfInstant(text, timeZone);
      return value === null ? NOTHING : formatDay(value);
    },
  };
}
