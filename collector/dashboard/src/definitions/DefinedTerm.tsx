import type { ReactNode } from 'react';
import { DefinitionTooltip } from './DefinitionTooltip';
import classes from './DefinedTerm.module.css';
import type { DefinitionKey } from './definitions';

/** A word with a dotted line under it: it says what it means. */
export function DefinedTerm({ of, children }: { of: DefinitionKey; children: ReactNode }) {
  return (
    <DefinitionTooltip of={of}>
      <button type="button" className={classes['term']}>
        {children}
      </button>
    </DefinitionTooltip>
  );
}
