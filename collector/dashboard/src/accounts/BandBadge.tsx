import type { AccountState, Band } from '../api/types';
import { AtRiskIcon, HealthyIcon, WatchIcon } from '../icons/icons';
import { bandWords, stateExplanations, stateWords } from './accountState';
import classes from './BandBadge.module.css';

const icons: Record<Band, () => React.JSX.Element> = {
  healthy: HealthyIcon,
  watch: WatchIcon,
  at_risk: AtRiskIcon,
};

/** The band by shape, word and colour; without a score, the account's state in words. */
export function BandBadge({ band, state }: { band: Band | null; state: AccountState }) {
  if (band === null) {
    return (
      <span className={classes['state']} title={stateExplanations[state]}>
        {stateWords[state]}
      </span>
    );
  }

  const Icon = icons[band];
  return (
    <span className={classes['badge']} data-band={band}>
      <Icon />
      {bandWords[band]}
    </span>
  );
}
