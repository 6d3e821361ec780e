import type { ReactNode } from 'react';
import { DefinedTerm } from '../definitions/DefinedTerm';
import type { DefinitionKey } from '../definitions/definitions';
import classes from './KpiTile.module.css';

interface KpiTileProps {
  name: string;
  definition: DefinitionKey;
  /** What a person reads. */
  text: string;
  /** What a machine reads. */
  value: number | null;
  note: ReactNode;
  testId: string;
}

/** One number of the portfolio with its name, its meaning and what it refers to. */
export function KpiTile({ name, definition, text, value, note, testId }: KpiTileProps) {
  return (
    <div className={classes['tile']}>
      <dt className={classes['name']}>
        <DefinedTerm of={definition}>{name}</DefinedTerm>
      </dt>
      <dd>
        <span className={classes['value']} data-testid={testId} data-value={value ?? ''}>
          {text}
        </span>
        <span className={classes['note']}>{note}</span>
      </dd>
    </div>
  );
}
