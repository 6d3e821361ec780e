import { VisuallyHidden } from '@mantine/core';
import { NOTHING } from '../numbers/format';
import classes from './Unknown.module.css';

/** Stands where a number is not known, and says why: missing data is never a zero. */
export function Unknown({ why }: { why: string }) {
  return (
    <span className={classes['unknown']} title={why}>
      <span aria-hidden="true">{NOTHING}</span>
      <VisuallyHidden>not known: {why}</VisuallyHidden>
    </span>
  );
}
