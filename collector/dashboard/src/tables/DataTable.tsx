import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import classes from './DataTable.module.css';
import { HeaderCell } from './HeaderCell';
import { TableRow } from './TableRow';
import type { TableColumn } from './tableColumn';
import { useSortedRows, type Sort } from './useSortedRows';

const ROW_HEIGHT = 41;
const HEADER_HEIGHT = 40;
// Half a row at the end shows that there is more.
const MAX_VISIBLE_ROWS = 12.5;
const MIN_VISIBLE_ROWS = 3;

// Up to here every row is in the page, so that the browser's own search finds it; beyond, only those near the view.
const ALL_ROWS_LIMIT = 300;
const OVERSCAN_ROWS = 30;

interface DataTableProps<Row> {
  /** The id of the heading that names the table. */
  labelledBy: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  /** How many rows there are without a filter: the table keeps that height, so that filtering moves nothing. */
  unfilteredCount: number;
  keyOf: (row: Row) => string;
  rowTestId: string;
  initialSort: Sort;
  /** Makes rows open something; the first cell's content is then a button. */
  onOpen?: (row: Row) => void;
  openKey?: string | null;
  /** What stands in the table when a filter leaves no row. */
  emptyText: string;
}

/** A sortable table with its own scrolling, a standing header and a standing first column. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, keyOf, labelledBy } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, sort, sortBy } = useSortedRows(columns, props.rows, keyOf, props.initialSort);

  // The virtualizer's functions are called here, in this render, and passed to nobody.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: rows.length <= ALL_ROWS_LIMIT ? ALL_ROWS_LIMIT : OVERSCAN_ROWS,
    initialRect: { width: 0, height: MAX_VISIBLE_ROWS * ROW_HEIGHT },
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  const visibleRows = Math.min(Math.max(props.unfilteredCount, MIN_VISIBLE_ROWS), MAX_VISIBLE_ROWS);
  const minWidth = columns.reduce((sum, column) => sum + column.width, 0);

  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      style={{ height: HEADER_HEIGHT + visibleRows * ROW_HEIGHT + 1 }}
      role="group"
      aria-labelledby={labelledBy}
      // It scrolls in both directions, so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table
        className={classes['table']}
        style={{ minWidth }}
        aria-labelledby={labelledBy}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          {columns.map((column, index) => (
            <col key={column.id} style={index === 0 ? { minWidth: column.width } : { width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <TableRow
                key={keyOf(row)}
                row={row}
                rowKey={keyOf(row)}
                rowIndex={index + 2}
                columns={columns}
                testId={props.rowTestId}
                isOpen={props.openKey === keyOf(row)}
                onOpen={props.onOpen}
              />
            );
          })}
          {after > 0 && rows.length > 0 && <Spacer height={after} />}
          {rows.length === 0 && (
            <tr>
              <td className={classes['empty']} colSpan={columns.length}>
                {props.emptyText}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ height }} />;
}
