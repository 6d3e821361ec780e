import { Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { go } from '../address/address';
import { scoreQuery } from '../api/queries';
import { useApi } from '../session/ApiContext';
import { ProblemPanel } from '../states/ProblemPanel';
import classes from './ScoreDrawer.module.css';
import { ScoreExplanation } from './ScoreExplanation';

interface ScoreDrawerProps {
  accountId: string | null;
  asOf: string | null;
  timeZone: string;
}

/** The explanation of one account's score, beside the table that it was opened from. */
export function ScoreDrawer({ accountId, asOf, timeZone }: ScoreDrawerProps) {
  return (
    <Drawer.Root
      opened={accountId !== null}
      onClose={close}
      position="right"
      size={580}
      transitionProps={{ duration: 140 }}
      classNames={{ content: classes['content'] ?? '' }}
    >
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content>
        {/* Not the library's own header: inside a dialog that would be a second banner of the page. */}
        <div className={classes['header']}>
          <Drawer.Title className={classes['title'] ?? ''}>{accountId}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body className={classes['body'] ?? ''}>
          {accountId !== null && <Score accountId={accountId} asOf={asOf} timeZone={timeZone} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Score({ accountId, asOf, timeZone }: { accountId: string; asOf: string | null; timeZone: string }) {
  const query = useQuery(scoreQuery(useApi(), accountId, asOf));
  if (query.isError) {
    return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />;
  }

  return query.data === undefined ? <Waiting /> : <ScoreExplanation score={query.data} timeZone={timeZone} />;
}

function Waiting() {
  return (
    <div className={classes['waiting']} role="status" aria-label="Loading the score">
      <Skeleton height={52} width={200} radius="md" />
      <Skeleton height={28} radius="md" />
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={64} radius="md" />
      ))}
    </div>
  );
}

function close(): void {
  go({ account: null });
}
