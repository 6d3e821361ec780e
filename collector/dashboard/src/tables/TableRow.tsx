import { memo, type ReactNode } from 'react';
import classes from './DataTable.module.css';
import type { TableColumn } from './tableColumn';

interface TableRowProps<Row> {
  row: Row;
  rowKey: string;
  rowIndex: number;
  columns: readonly TableColumn<Row>[];
  testId: string;
  isOpen: boolean;
  onOpen: ((row: Row) => void) | undefined;
}

function TableRowInner<Row>({ row, rowKey, rowIndex, columns, testId, isOpen, onOpen }: TableRowProps<Row>) {
  const open =
    onOpen &&
    (() => {
      onOpen(row);
    });
  return (
    // The whole row is a larger target for the mouse; the keyboard has the button in its first cell.
    <tr
      className={classes['row']}
      data-testid={testId}
      data-key={rowKey}
      data-open={isOpen}
      data-clickable={open !== undefined}
      aria-rowindex={rowIndex}
      onClick={open}
    >
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.id} scope="row" data-kind={column.kind}>
            <RowName open={open}>{content(column, row)}</RowName>
          </th>
        ) : (
          <td
            key={column.id}
            data-kind={column.kind}
            data-testid={column.testId}
            data-value={column.value(row) ?? ''}
          >
            {content(column, row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** Rows beyond the changed ones are not drawn again while the table scrolls. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;

function RowName({ open, children }: { open: (() => void) | undefined; children: ReactNode }) {
  if (open === undefined) {
    return children;
  }

  return (
    <button
      type="button"
      className={classes['open']}
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation();
        open();
      }}
    >
      {children}
    </button>
  );
}

function content<Row>(column: TableColumn<Row>, row: Row): ReactNode {
  return column.render === undefined ? column.value(row) : column.render(row);
}
