import type { ScoreComponent } from '../api/types';
import { formatFact, formatPoints, NOTHING } from '../numbers/format';
import { Prose } from '../states/Prose';
import { factName } from './factName';
import classes from './LineRow.module.css';

/** One component: the points it gives, those it could still give, why, and the numbers behind. */
export function ComponentRow({ component, from }: { component: ScoreComponent; from: number }) {
  const most = component.points + component.points_lost;
  const facts = Object.entries(component.facts);
  return (
    <li className={classes['row']} data-testid="component-row" data-key={component.key}>
      <div className={classes['head']}>
        <span className={classes['label']}>{component.label}</span>
        {component.available ? (
          <span className={classes['points']}>
            <b data-testid="component-points" data-value={component.points}>
              {formatPoints(component.points)}
            </b>{' '}
            of {formatPoints(most)}
            <span className={classes['lost']} data-testid="component-lost" data-value={component.points_lost}>
              {component.points_lost > 0.005 ? `${formatPoints(component.points_lost)} lost` : 'none lost'}
            </span>
          </span>
        ) : (
          <span className={classes['points']}>
            <span data-testid="component-points" data-value="">
              {NOTHING}
            </span>{' '}
            not available
          </span>
        )}
      </div>
      {component.available && (
        <div className={classes['track']} aria-hidden="true">
          <span
            className={classes['fill']}
            style={{ insetInlineStart: `${from}%`, width: `${component.points}%` }}
          />
          <span
            className={classes['rest']}
            style={{ insetInlineStart: `${from + component.points}%`, width: `${component.points_lost}%` }}
          />
        </div>
      )}
      <p className={classes['reason']}>
        <Prose text={component.reason} />
        {!component.available && ' Its weight went to the other components in proportion.'}
      </p>
      {facts.length > 0 && (
        <details className={classes['details']}>
          <summary>The numbers behind</summary>
          <dl>
            {facts.map(([key, value]) => (
              <div key={key}>
                <dt>{factName(key)}</dt>
                <dd data-fact={key} data-value={value}>
                  {formatFact(value)}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
