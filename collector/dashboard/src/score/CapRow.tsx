import type { ScoreCap } from '../api/types';
import { formatFact, formatPoints } from '../numbers/format';
import { Prose } from '../states/Prose';
import { factName } from './factName';
import classes from './LineRow.module.css';

/** A limit that took points: its own negative line. */
export function CapRow({ cap, from, to }: { cap: ScoreCap; from: number; to: number }) {
  return (
    <li className={classes['row']} data-testid="cap-row" data-key={cap.key}>
      <div className={classes['head']}>
        <span className={classes['label']}>
          Cap: {factName(cap.key).toLowerCase()}
          <span className={classes['limit']}>at most {formatFact(cap.limit)}</span>
        </span>
        <span className={classes['points']}>
          <b className={classes['negative']} data-testid="cap-points" data-value={cap.points}>
            {formatPoints(cap.points)}
          </b>
        </span>
      </div>
      <div className={classes['track']} aria-hidden="true">
        <span className={classes['taken']} style={{ insetInlineStart: `${to}%`, width: `${from - to}%` }} />
      </div>
      <p className={classes['reason']}>
        <Prose text={cap.reason} />
      </p>
    </li>
  );
}
