import type { Band, ScoreConfidence } from '../api/types';
import { formatScore } from '../numbers/format';
import classes from './ScoreScale.module.css';

// The bands' edges, as the score model has them.
const WATCH_FROM = 50;
const HEALTHY_FROM = 75;

interface ScoreScaleProps {
  score: number;
  band: Band | null;
  confidence: ScoreConfidence | null;
}

/** The score on its way from 0 to 100, the bands' edges, and the interval around it. */
export function ScoreScale({ score, band, confidence }: ScoreScaleProps) {
  const low = confidence?.low ?? null;
  const high = confidence?.high ?? null;
  return (
    <div
      className={classes['scale']}
      role="img"
      aria-label={`${formatScore(score)} on a scale from 0 to 100`}
    >
      <div className={classes['track']}>
        <span className={classes['fill']} data-band={band} style={{ width: `${score}%` }} />
        <span className={classes['edge']} style={{ insetInlineStart: `${WATCH_FROM}%` }} />
        <span className={classes['edge']} style={{ insetInlineStart: `${HEALTHY_FROM}%` }} />
        {low !== null && high !== null && (
          <span
            className={classes['interval']}
            style={{ insetInlineStart: `${low}%`, width: `${Math.max(high - low, 0.5)}%` }}
          />
        )}
      </div>
      <div className={classes['labels']}>
        <span style={{ width: `${WATCH_FROM}%` }}>At risk</span>
        <span style={{ width: `${HEALTHY_FROM - WATCH_FROM}%` }}>Watch</span>
        <span style={{ width: `${100 - HEALTHY_FROM}%` }}>Healthy</span>
      </div>
    </div>
  );
}
