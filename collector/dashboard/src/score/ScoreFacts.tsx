import type { ReactNode } from 'react';
import type { AdoptionScore } from '../api/types';
import { formatDay, formatInstant, parseDay } from '../days/calendarDay';
import { DefinedTerm } from '../definitions/DefinedTerm';
import { formatFact, formatPercent, NOTHING, plural } from '../numbers/format';
import classes from './ScoreFacts.module.css';

/** What the score rests on: how much was known, what it is measured against, which model made it. */
export function ScoreFacts({ score, timeZone }: { score: AdoptionScore; timeZone: string }) {
  const heartbeat = score.last_heartbeat === null ? null : parseDay(score.last_heartbeat);
  const halfWidth = score.confidence?.half_width ?? null;
  return (
    <section aria-labelledby="rests-on">
      <h3 id="rests-on" className={classes['heading']}>
        What it rests on
      </h3>
      <dl className={classes['facts']}>
        <Fact name={<DefinedTerm of="coverage">Coverage</DefinedTerm>}>{formatPercent(score.coverage)}</Fact>
        {halfWidth !== null && (
          <Fact name={<DefinedTerm of="confidence">Confidence</DefinedTerm>}>
            ± {formatFact(halfWidth)} points, {score.confidence?.level}
          </Fact>
        )}
        <Fact name="Known for">{plural(score.tenure_days, 'day', 'days')}</Fact>
        <Fact name="Last heard of">{heartbeat === null ? NOTHING : formatDay(heartbeat)}</Fact>
        {score.targets !== null && (
          <Fact name={<DefinedTerm of="targets">Targets</DefinedTerm>}>
            <ul>
              <li>{formatFact(score.targets.active_users)} active users</li>
              <li>{formatFact(score.targets.core_features)} core features</li>
              <li>{formatFact(score.targets.decayed_uses)} decayed uses</li>
            </ul>
          </Fact>
        )}
        <Fact name="Model">
          <span data-testid="model-version">{score.model_version}</span>
        </Fact>
        <Fact name="Computed">{formatInstant(score.computed_at, timeZone)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
