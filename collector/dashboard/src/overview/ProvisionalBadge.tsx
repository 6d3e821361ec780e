import { DefinitionTooltip } from '../definitions/DefinitionTooltip';
import { ClockIcon } from '../icons/icons';
import classes from './ProvisionalBadge.module.css';

/** Says that the numbers may still move, and why. */
export function ProvisionalBadge() {
  return (
    <DefinitionTooltip of="provisional">
      <button type="button" className={classes['badge']} data-testid="provisional">
        <ClockIcon size={13} />
        Provisional
      </button>
    </DefinitionTooltip>
  );
}
