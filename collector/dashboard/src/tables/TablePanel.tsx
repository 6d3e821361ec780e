import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WholeList } from '../api/pages';
import { DefinitionsPopover } from '../definitions/DefinitionsPopover';
import type { DefinitionKey } from '../definitions/definitions';
import { SearchIcon } from '../icons/icons';
import { formatCount } from '../numbers/format';
import { Panel } from '../shell/Panel';
import classes from './TablePanel.module.css';

interface TablePanelProps {
  id: string;
  title: string;
  /** The whole list; undefined until it is there. */
  list: WholeList<unknown> | undefined;
  shownCount: number;
  /** What the list holds, such as `features`. */
  noun: string;
  filter: string;
  onFilter: (text: string) => void;
  filterLabel: string;
  definitions: readonly DefinitionKey[];
  controls?: ReactNode;
  busy: boolean;
  children: ReactNode;
}

/** The frame of a table: its name, how much of it is shown, and what narrows it. */
export function TablePanel(props: TablePanelProps) {
  return (
    <Panel
      id={props.id}
      title={props.title}
      note={countWords(props.list, props.shownCount, props.noun)}
      busy={props.busy}
      flush
      actions={
        <div className={classes['controls']}>
          {props.controls}
          <TextInput
            size="xs"
            className={classes['filter'] ?? ''}
            type="search"
            aria-label={props.filterLabel}
            placeholder={props.filterLabel}
            leftSection={<SearchIcon size={14} />}
            value={props.filter}
            onChange={(event) => {
              props.onFilter(event.currentTarget.value);
            }}
            disabled={props.list === undefined}
          />
          <DefinitionsPopover of={props.definitions} />
        </div>
      }
    >
      {props.list?.truncated === true && (
        <p className={classes['notice']} role="status">
          The list is longer than this page reads: it shows the first {formatCount(props.list.items.length)}{' '}
          of {formatCount(props.list.totalCount)} {props.noun}. Sorting and filters see only those; the REST
          API gives the rest.
        </p>
      )}
      {props.children}
    </Panel>
  );
}

function countWords(list: WholeList<unknown> | undefined, shownCount: number, noun: string): string {
  if (list === undefined) {
    return ' ';
  }

  const all = formatCount(list.items.length);
  return shownCount === list.items.length ? `${all} ${noun}` : `${formatCount(shownCount)} of ${all} ${noun}`;
}
