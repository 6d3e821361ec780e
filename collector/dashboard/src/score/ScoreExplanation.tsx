import { stateWords } from '../accounts/accountState';
import { BandBadge } from '../accounts/BandBadge';
import type { AdoptionScore } from '../api/types';
import { formatLongDay, parseDay } from '../days/calendarDay';
import { formatPoints, formatScore, NOTHING } from '../numbers/format';
import { CodeBlock } from '../states/CodeBlock';
import { Prose } from '../states/Prose';
import { CapRow } from './CapRow';
import { ComponentRow } from './ComponentRow';
import { confidenceWords } from './confidenceWords';
import { curlLine } from './curlLine';
import classes from './ScoreExplanation.module.css';
import { ScoreFacts } from './ScoreFacts';
import { ScoreScale } from './ScoreScale';
import { waterfall } from './waterfall';

/** Why an account has the score it has: every line that it is the sum of, and how far to trust it. */
export function ScoreExplanation({ score, timeZone }: { score: AdoptionScore; timeZone: string }) {
  const day = parseDay(score.as_of);
  return (
    <article
      className={classes['panel']}
      data-testid="score-panel"
      data-key={score.account_id}
      data-as-of={score.as_of}
      aria-label={`Adoption score of ${score.name ?? score.account_id}`}
    >
      <header>
        {score.name !== null && <p className={classes['name']}>{score.name}</p>}
        <p className={classes['asOf']}>
          Adoption score as of {day === null ? score.as_of : formatLongDay(day)}
        </p>
        <p className={classes['head']}>
          <span className={classes['value']} data-testid="score-value" data-value={score.score ?? ''}>
            {formatScore(score.score)}
          </span>
          {score.score !== null && <span className={classes['of']}>of 100</span>}
          <BandBadge band={score.band} state={score.state} />
        </p>
        {score.score === null ? (
          <p className={classes['reason']} data-testid="state-reason">
            <b>{stateWords[score.state]}.</b> <Prose text={score.reason} />
          </p>
        ) : (
          <>
            <ScoreScale score={score.score} band={score.band} confidence={score.confidence} />
            {score.confidence !== null && (
              <p className={classes['confidence']}>{confidenceWords(score.confidence)}</p>
            )}
          </>
        )}
      </header>

      {score.components.length > 0 && <Lines score={score} />}
      <ScoreFacts score={score} timeZone={timeZone} />

      <section aria-labelledby="by-api">
        <h3 id="by-api" className={classes['heading']}>
          By API
        </h3>
        <CodeBlock
          code={curlLine(window.location.origin, score.account_id, score.as_of)}
          label="curl line"
          testId="score-curl"
        />
      </section>
    </article>
  );
}

function Lines({ score }: { score: AdoptionScore }) {
  const steps = waterfall(score.components, score.caps);
  return (
    <section aria-labelledby="lines-title">
      <div className={classes['linesHead']}>
        <h3 id="lines-title" className={classes['heading']}>
          Where the points come from
        </h3>
        <p className={classes['legend']} aria-hidden="true">
          <span className={classes['swatch']} data-kind="points" /> points
          <span className={classes['swatch']} data-kind="lost" /> still to win
        </p>
      </div>
      <ul className={classes['lines']}>
        {steps.components.map((step) => (
          <ComponentRow key={step.component.key} component={step.component} from={step.from} />
        ))}
        {steps.caps.map((step) => (
          <CapRow key={step.cap.key} cap={step.cap} from={step.from} to={step.to} />
        ))}
        <li className={classes['total']}>
          <span>Score</span>
          <span data-testid="score-total">{score.score === null ? NOTHING : formatPoints(score.score)}</span>
        </li>
      </ul>
    </section>
  );
}
