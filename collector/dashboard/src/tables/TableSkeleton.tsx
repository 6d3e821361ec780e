import { Skeleton } from '@mantine/core';
import classes from './TableSkeleton.module.css';

/** As high as the table that it stands for. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div className={classes['skeleton']} style={{ height: 41 + (rows + 0.5) * 41 }} aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={12} radius="sm" width={`${96 - ((index * 7) % 23)}%`} />
      ))}
    </div>
  );
}
