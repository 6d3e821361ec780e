import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type SortingState,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { compareValues } from './compareValues';
import type { CellValue, TableColumn } from './tableColumn';

export interface Sort {
  columnId: string;
  descending: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** Keeps the rows in the order of one column; a second click on it turns the order round. */
export function useSortedRows<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  initialSort: Sort,
) {
  const [sort, setSort] = useState(initialSort);
  const sorting = useMemo<SortingState>(() => [{ id: sort.columnId, desc: sort.descending }], [sort]);

  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        // Undefined, not null, is what the sorter puts last in both directions.
        accessorFn: (row: Item<Row>) => column.value(row.item) ?? undefined,
        sortUndefined: 'last' as const,
        sortFn: (a: Sortable, b: Sortable, id: string) =>
          compareValues(a.getValue(id) as CellValue, b.getValue(id) as CellValue),
      })),
    [columns],
  );
  // Rows are wrapped, since the table wants objects of a known shape.
  const data = useMemo(() => rows.map((item) => ({ item })), [rows]);

  const table = useTable({
    features,
    columns: definitions,
    data,
    state: { sorting },
    getRowId: (row: Item<Row>) => keyOf(row.item),
  });

  const sortBy = (column: TableColumn<Row>) => {
    setSort((current) =>
      current.columnId === column.id
        ? { columnId: column.id, descending: !current.descending }
        : // The many are asked for before the few, and A before Z.
          { columnId: column.id, descending: column.kind === 'number' },
    );
  };

  return { rows: table.getRowModel().rows.map((row) => row.original.item), sort, sortBy };
}

interface Item<Row> {
  item: Row;
}

interface Sortable {
  getValue: (id: string) => unknown;
}
