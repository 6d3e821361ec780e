import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemFromError } from '../api/problem';
import { AlertIcon } from '../icons/icons';
import classes from './ProblemPanel.module.css';
import { Prose } from './Prose';

interface ProblemPanelProps {
  error: unknown;
  onRetry: () => void;
  /** True while the next attempt runs. */
  busy: boolean;
  /** Another way out beside trying again. */
  action?: ReactNode;
}

/** Says in the collector's words what went wrong, and offers the way out. */
export function ProblemPanel({ error, onRetry, busy, action }: ProblemPanelProps) {
  const problem = problemFromError(error);
  return (
    <div className={classes['problem']} role="alert" data-testid="problem">
      <span className={classes['icon']}>
        <AlertIcon size={20} />
      </span>
      <div className={classes['text']}>
        <p className={classes['title']}>
          <Prose text={problem.title} />
        </p>
        {problem.detail !== '' && (
          <p>
            <Prose text={problem.detail} />
          </p>
        )}
        <p className={classes['fine']}>
          {problem.status > 0 && `HTTP ${problem.status}`}
          {problem.traceId !== null && ` · trace ${problem.traceId}`}
        </p>
      </div>
      <div className={classes['actions']}>
        {action}
        <Button variant="default" size="xs" onClick={onRetry} loading={busy}>
          Try again
        </Button>
      </div>
    </div>
  );
}
