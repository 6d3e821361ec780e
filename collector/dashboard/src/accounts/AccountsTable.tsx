import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { go, useAddress } from '../address/address';
import { accountsQuery } from '../api/queries';
import type { AccountSummary } from '../api/types';
import { useApi } from '../session/ApiContext';
import { ProblemPanel } from '../states/ProblemPanel';
import { DataTable } from '../tables/DataTable';
import { matchesText } from '../tables/matchesText';
import { TablePanel } from '../tables/TablePanel';
import { TableSkeleton } from '../tables/TableSkeleton';
import { accountColumns } from './accountColumns';
import { bandWords, stateWords } from './accountState';
import { BAND_FILTERS, isBandFilter, isInBand, type BandFilter } from './bandFilter';
import classes from './AccountsTable.module.css';

const keyOf = (account: AccountSummary) => account.account_id;
const initialSort = { columnId: 'mau', descending: true };
const filterWords: Record<BandFilter, string> = {
  ...stateWords,
  ...bandWords,
  all: 'All bands',
  none: 'Without a score',
};
const filterOptions = BAND_FILTERS.map((value) => ({ value, label: filterWords[value] }));
const open = (account: AccountSummary) => {
  go({ account: account.account_id });
};

/** Which accounts use the product, how healthy their adoption is, and the way to why. */
export function AccountsTable({ asOf, timeZone }: { asOf: string | null; timeZone: string | undefined }) {
  const address = useAddress();
  const query = useQuery(accountsQuery(useApi(), asOf));
  const [filter, setFilter] = useState('');
  const text = useDeferredValue(filter);
  const columns = useMemo(() => accountColumns(timeZone ?? 'UTC'), [timeZone]);
  const shown = useMemo(
    () =>
      (query.data?.items ?? []).filter(
        (account) => isInBand(account, address.band) && matchesText(text, account.account_id, account.name),
      ),
    [query.data, address.band, text],
  );

  return (
    <TablePanel
      id="accounts"
      title="Accounts"
      list={query.data}
      shownCount={shown.length}
      noun="accounts"
      filter={filter}
      onFilter={setFilter}
      filterLabel="Filter accounts"
      definitions={columns.map((column) => column.definition)}
      busy={query.isPlaceholderData}
      controls={
        <Select
          size="xs"
          className={classes['band'] ?? ''}
          aria-label="Band"
          data={filterOptions}
          value={address.band}
          allowDeselect={false}
          onChange={(value) => {
            go({ band: value !== null && isBandFilter(value) ? value : 'all' });
          }}
        />
      }
    >
      {query.isError ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
      ) : query.data === undefined || timeZone === undefined ? (
        <TableSkeleton />
      ) : (
        <DataTable
          labelledBy="accounts-title"
          columns={columns}
          rows={shown}
          unfilteredCount={query.data.items.length}
          keyOf={keyOf}
          rowTestId="account-row"
          initialSort={initialSort}
          onOpen={open}
          openKey={address.account}
          emptyText={
            query.data.items.length === 0
              ? 'No account has been seen up to this day.'
              : 'No account matches the filters.'
          }
        />
      )}
    </TablePanel>
  );
}
