import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AccountsTable } from './accounts/AccountsTable';
import { go, useAddress } from './address/address';
import { overviewQuery } from './api/queries';
import type { Overview } from './api/types';
import { parseDay } from './days/calendarDay';
import { FeaturesTable } from './features/FeaturesTable';
import { OverviewSection } from './overview/OverviewSection';
import { ScoreDrawer } from './score/ScoreDrawer';
import { useApi } from './session/ApiContext';
import { Header } from './shell/Header';
import { FirstEvent } from './states/FirstEvent';
import { ProblemPanel } from './states/ProblemPanel';
import classes from './Dashboard.module.css';

// How often a tenant without any event is looked at again.
const FIRST_EVENT_POLL_MS = 60_000;

/** The dashboard's first page: the portfolio, its features, its accounts, as of one day. */
export function Dashboard({ onSignOut }: { onSignOut: () => void }) {
  const api = useApi();
  const { asOf, account } = useAddress();
  const query = useQuery({
    ...overviewQuery(api, asOf),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isEmpty(state.data) ? FIRST_EVENT_POLL_MS : false,
  });
  // Only when another day is shown is the newest one a question of its own.
  const newest = useQuery({ ...overviewQuery(api, null), enabled: asOf !== null });

  const overview = query.data;
  const newestDay = parseDay((asOf === null ? overview : newest.data)?.as_of ?? '');
  const shownDay = asOf ?? newestDay;
  const isNew = asOf === null && overview !== undefined && isEmpty(overview);
  const timeZone = overview?.time_zone;

  return (
    <>
      <a className={classes['skip']} href="#main">
        Skip to the numbers
      </a>
      <Header
        tenant={overview?.tenant ?? null}
        day={shownDay}
        newest={newestDay}
        onPick={(day) => {
          go({ asOf: day });
        }}
        onSignOut={onSignOut}
      />
      <main id="main" className={classes['main']} data-as-of={overview?.as_of} data-testid="dashboard">
        {query.isError ? (
          <div className={classes['problem']}>
            <VisuallyHidden component="h1">Adoption</VisuallyHidden>
            <ProblemPanel
              error={query.error}
              onRetry={() => void query.refetch()}
              busy={query.isFetching}
              action={asOf !== null && <LatestDayButton />}
            />
          </div>
        ) : isNew ? (
          <FirstEvent tenant={overview.tenant} timeZone={overview.time_zone} />
        ) : (
          <OverviewSection overview={overview} busy={query.isPlaceholderData} />
        )}
        {!isNew && !query.isError && (
          <>
            <FeaturesTable asOf={asOf} timeZone={timeZone} />
            <AccountsTable asOf={asOf} timeZone={timeZone} />
          </>
        )}
      </main>
      <ScoreDrawer accountId={account} asOf={asOf} timeZone={timeZone ?? 'UTC'} />
    </>
  );
}

function LatestDayButton() {
  return (
    <Button
      size="xs"
      onClick={() => {
        go({ asOf: null });
      }}
    >
      Show the latest day
    </Button>
  );
}

function isEmpty(overview: Overview): boolean {
  return overview.account_count === 0 && overview.feature_count === 0;
}
