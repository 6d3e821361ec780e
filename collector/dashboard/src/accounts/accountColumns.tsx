import type { AccountSummary } from '../api/types';
import { dayOfInstant, formatDay } from '../days/calendarDay';
import { formatCount, formatScore, NOTHING } from '../numbers/format';
import { Sparkline } from '../tables/Sparkline';
import type { TableColumn } from '../tables/tableColumn';
import { Unknown } from '../tables/Unknown';
import { isKnown, stateExplanations } from './accountState';
import classes from './AccountsTable.module.css';
import { BandBadge } from './BandBadge';

type Column = TableColumn<AccountSummary>;

/** The columns of the accounts table; days are the tenant's. */
export function accountColumns(timeZone: string): readonly Column[] {
  return [
    {
      id: 'account',
      header: 'Account',
      definition: 'account',
      kind: 'text',
      width: 170,
      value: (account) => account.name ?? account.account_id,
      render: (account) => <AccountName account={account} />,
    },
    {
      id: 'score',
      header: 'Score',
      definition: 'score',
      kind: 'number',
      width: 82,
      value: (account) => account.score,
      render: (account) =>
        account.score === null ? (
          <Unknown why={stateExplanations[account.state]} />
        ) : (
          <span className={classes['score']}>{formatScore(account.score)}</span>
        ),
      testId: 'account-score',
    },
    {
      id: 'band',
      header: 'Band',
      definition: 'band',
      kind: 'text',
      width: 142,
      value: (account) => account.band,
      render: (account) => <BandBadge band={account.band} state={account.state} />,
      testId: 'account-band',
    },
    count('wau', 'WAU', 'wau', (account) => account.active_users.wau, 76, 'account-wau'),
    count('mau', 'MAU', 'mau', (account) => account.active_users.mau, 76, 'account-mau'),
    count('adopters', 'Adopters', 'accountAdopters', (account) => account.adopters, 96, 'account-adopters'),
    count(
      'features',
      'Features',
      'accountFeatures',
      (account) => account.features_28d,
      94,
      'account-features',
    ),
    count('uses', 'Uses', 'accountUses', (account) => account.uses_28d, 84, 'account-uses'),
    day('first', 'First use', 'accountFirstUse', (account) => account.first_use, timeZone),
    day('last', 'Last use', 'accountLastUse', (account) => account.last_use, timeZone),
    {
      id: 'weeks',
      header: '12 weeks',
      definition: 'weeks',
      kind: 'number',
      width: 128,
      value: (account) => account.trend.at(-1)?.active_users ?? null,
      render: (account) => <Sparkline trend={account.trend} />,
    },
  ];
}

function AccountName({ account }: { account: AccountSummary }) {
  if (account.name === null) {
    return (
      <span className={classes['name']} title={account.account_id}>
        {account.account_id}
      </span>
    );
  }

  return (
    <span title={`${account.name} (${account.account_id})`}>
      <span className={classes['name']}>{account.name}</span>{' '}
      <span className={classes['id']}>{account.account_id}</span>
    </span>
  );
}

function count(
  id: string,
  header: string,
  definition: Column['definition'],
  value: (account: AccountSummary) => number,
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
    render: (account) =>
      isKnown(account.state, value(account)) ? (
        formatCount(value(account))
      ) : (
        <Unknown why={stateExplanations.stale} />
      ),
    testId,
  };
}

function day(
  id: string,
  header: string,
  definition: Column['definition'],
  instant: (account: AccountSummary) => string | null,
  timeZone: string,
): Column {
  return {
    id,
    header,
    definition,
    kind: 'number',
    width: 112,
    value: instant,
    render: (account) => {
      const text = instant(account);
      const value = text === null ? null : dayOfInstant(text, timeZone);
      return value === null ? NOTHING : formatDay(value);
    },
  };
}
