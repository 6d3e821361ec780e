import { DefinitionTooltip } from '../definitions/DefinitionTooltip';
import classes from './DataTable.module.css';
import type { TableColumn } from './tableColumn';
import type { Sort } from './useSortedRows';

interface HeaderCellProps<Row> {
  column: TableColumn<Row>;
  sort: Sort;
  onSort: (column: TableColumn<Row>) => void;
}

/** A column's name: pressed, it sorts; pointed at or focused, it says what the numbers under it mean. */
export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const isSorted = sort.columnId === column.id;
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" data-kind={column.kind} aria-sort={isSorted ? direction : undefined}>
      <DefinitionTooltip of={column.definition}>
        <button
          type="button"
          className={classes['sort']}
          onClick={() => {
            onSort(column);
          }}
        >
          <span>{column.header}</span>
          <span className={classes['arrow']} data-sorted={isSorted} aria-hidden="true">
            {isSorted && !sort.descending ? '↑' : '↓'}
          </span>
        </button>
      </DefinitionTooltip>
    </th>
  );
}
