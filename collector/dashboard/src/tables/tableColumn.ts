import type { ReactNode } from 'react';
import type { DefinitionKey } from '../definitions/definitions';

/** What a cell sorts by and tells machines; null is nothing known, and sorts last in either direction. */
export type CellValue = number | string | null;

/** One column of a table: what it is called, what it means, what it holds and how that looks. */
export interface TableColumn<Row> {
  id: string;
  header: string;
  definition: DefinitionKey;
  /** Text starts at the line's start, numbers end at its end. */
  kind: 'text' | 'number';
  /** In pixels; the first column takes what is left. */
  width: number;
  value: (row: Row) => CellValue;
  /** What a person reads; the value itself when left out. */
  render?: (row: Row) => ReactNode;
  /** A stable hook for tests: the cell carries it beside the raw value in `data-value`. */
  testId?: string;
}
