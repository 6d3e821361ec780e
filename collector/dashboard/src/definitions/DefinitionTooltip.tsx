import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { definitionOf, type DefinitionKey } from './definitions';

/** Shows what a number means when its name is pointed at, focused or touched. The child must be focusable. */
export function DefinitionTooltip({ of, children }: { of: DefinitionKey; children: ReactElement }) {
  return (
    <Tooltip
      label={definitionOf(of).text}
      multiline
      w={300}
      withArrow
      openDelay={250}
      events={{ hover: true, focus: true, touch: true }}
      styles={{ tooltip: { fontSize: 12.5, lineHeight: 1.45, fontWeight: 400, textAlign: 'start' } }}
    >
      {children}
    </Tooltip>
  );
}
