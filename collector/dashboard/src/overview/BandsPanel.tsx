import { go } from '../address/address';
import type { AccountState, Band, Overview } from '../api/types';
import { bandWords, stateExplanations, stateWords } from '../accounts/accountState';
import type { BandFilter } from '../accounts/bandFilter';
import { DefinedTerm } from '../definitions/DefinedTerm';
import { AtRiskIcon, HealthyIcon, WatchIcon } from '../icons/icons';
import { formatCount, formatPercent, plural } from '../numbers/format';
import { Panel } from '../shell/Panel';
import classes from './BandsPanel.module.css';

const BANDS: readonly { band: Band; Icon: () => React.JSX.Element; range: string }[] = [
  { band: 'healthy', Icon: HealthyIcon, range: '75 to 100' },
  { band: 'watch', Icon: WatchIcon, range: '50 to 74' },
  { band: 'at_risk', Icon: AtRiskIcon, range: 'below 50' },
];

const STATES_WITHOUT_SCORE: readonly Exclude<AccountState, 'scored'>[] = [
  'onboarding',
  'insufficient_data',
  'stale',
  'excluded',
];

/** How the accounts stand: a bar of the bands, and the same in numbers that open the list behind them. */
export function BandsPanel({ overview, busy }: { overview: Overview; busy: boolean }) {
  const { bands, states } = overview;
  return (
    <Panel
      id="bands"
      title={<DefinedTerm of="bands">Accounts by band</DefinedTerm>}
      note={plural(states.scored, 'scored account', 'scored accounts')}
      busy={busy}
    >
      <div className={classes['bar']} aria-hidden="true">
        {states.scored === 0 && <span className={classes['nobody']} />}
        {BANDS.map(({ band }) => (
          <span key={band} data-band={band} style={{ flexGrow: bands[band] }} hidden={bands[band] === 0} />
        ))}
      </div>
      <ul className={classes['bands']}>
        {BANDS.map(({ band, Icon, range }) => (
          <li key={band}>
            <button
              type="button"
              className={classes['line']}
              data-band={band}
              onClick={() => {
                showAccounts(band);
              }}
            >
              <span className={classes['mark']}>
                <Icon />
              </span>
              <span>
                {bandWords[band]} <span className={classes['range']}>{range}</span>
              </span>
              <span className={classes['count']} data-testid={`band-${band}`} data-value={bands[band]}>
                {formatCount(bands[band])}
              </span>
              <span className={classes['share']}>{share(bands[band], states.scored)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3 className={classes['heading']}>Without a score</h3>
      <ul className={classes['states']}>
        {STATES_WITHOUT_SCORE.map((state) => (
          <li key={state}>
            <button
              type="button"
              className={classes['state']}
              title={stateExplanations[state]}
              onClick={() => {
                showAccounts(state);
              }}
            >
              <span>{stateWords[state]}</span>
              <span
                className={classes['count']}
                data-testid={`state-${state}`}
                data-value={states[state]}
                data-zero={states[state] === 0}
              >
                {formatCount(states[state])}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function showAccounts(band: BandFilter): void {
  go({ band });
  document.getElementById('accounts')?.scrollIntoView();
}

function share(count: number, all: number): string {
  return all === 0 ? '' : formatPercent(count / all);
}
