import type { WeekPoint } from '../api/types';
import { formatCount } from '../numbers/format';
import classes from './Sparkline.module.css';
import { sparklinePath } from './sparklinePath';

const WIDTH = 92;
const HEIGHT = 24;

/** The active users of a row's week blocks, from 0 to the row's own highest. */
export function Sparkline({ trend }: { trend: readonly WeekPoint[] }) {
  const values = trend.map((week) => week.active_users);
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }

  const { line, area, end } = sparklinePath(values, WIDTH, HEIGHT);
  const words =
    `${values.length} weeks of active users: from ${formatCount(first)} to ${formatCount(last)}, ` +
    `highest ${formatCount(Math.max(...values))}`;
  return (
    <svg className={classes['spark']} width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
      <path className={classes['area']} d={area} />
      <path className={classes['line']} d={line} />
      <circle className={classes['end']} cx={end.x} cy={end.y} r={2} />
    </svg>
  );
}
