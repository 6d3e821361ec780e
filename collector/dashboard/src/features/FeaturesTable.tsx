import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { featuresQuery } from '../api/queries';
import type { FeatureSummary } from '../api/types';
import { useApi } from '../session/ApiContext';
import { ProblemPanel } from '../states/ProblemPanel';
import { DataTable } from '../tables/DataTable';
import { matchesText } from '../tables/matchesText';
import { TablePanel } from '../tables/TablePanel';
import { TableSkeleton } from '../tables/TableSkeleton';
import { featureColumns } from './featureColumns';

const keyOf = (feature: FeatureSummary) => feature.key;
const initialSort = { columnId: 'adopters', descending: true };

/** Which features are adopted, by how many, since when and lately. */
export function FeaturesTable({ asOf, timeZone }: { asOf: string | null; timeZone: string | undefined }) {
  const query = useQuery(featuresQuery(useApi(), asOf));
  const [filter, setFilter] = useState('');
  const text = useDeferredValue(filter);
  const columns = useMemo(() => featureColumns(timeZone ?? 'UTC'), [timeZone]);
  const shown = useMemo(
    () => (query.data?.items ?? []).filter((feature) => matchesText(text, feature.key)),
    [query.data, text],
  );

  return (
    <TablePanel
      id="features"
      title="Features"
      list={query.data}
      shownCount={shown.length}
      noun="features"
      filter={filter}
      onFilter={setFilter}
      filterLabel="Filter features"
      definitions={columns.map((column) => column.definition)}
      busy={query.isPlaceholderData}
    >
      {query.isError ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
      ) : query.data === undefined || timeZone === undefined ? (
        <TableSkeleton />
      ) : (
        <DataTable
          labelledBy="features-title"
          columns={columns}
          rows={shown}
          unfilteredCount={query.data.items.length}
          keyOf={keyOf}
          rowTestId="feature-row"
          initialSort={initialSort}
          emptyText={
            query.data.items.length === 0
              ? 'No feature has been used up to this day.'
              : `No feature has “${text.trim()}” in its key.`
          }
        />
      )}
    </TablePanel>
  );
}
