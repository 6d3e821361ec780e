import { Button, Popover } from '@mantine/core';
import { InfoIcon } from '../icons/icons';
import { definitionOf, type DefinitionKey } from './definitions';
import classes from './DefinitionsPopover.module.css';

/** All definitions of a table at once: for touch screens, screen readers and whoever wants to read them in peace. */
export function DefinitionsPopover({ of }: { of: readonly DefinitionKey[] }) {
  return (
    <Popover position="bottom-end" width={400} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<InfoIcon size={14} />}
          className={classes['button'] ?? ''}
        >
          <span className={classes['label']}>Definitions</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Definitions of the columns" className={classes['dropdown']}>
        {/* It scrolls, so the keyboard has to reach it. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <dl className={classes['list']} tabIndex={0}>
          {of.map((key) => (
            <div key={key}>
              <dt>{definitionOf(key).term}</dt>
              <dd>{definitionOf(key).text}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
