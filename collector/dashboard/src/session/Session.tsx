import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createAdoptionApi } from '../api/client';
import { problemFromError, type ApiProblem } from '../api/problem';
import { ApiContext } from './ApiContext';

/** How often a call that may pass is tried again before its problem is shown. */
const MAX_RETRIES = 2;

interface SessionProps {
  /** Give the component the same `key`: another key is another session, with nothing left of the one before. */
  apiKey: string;
  onRefused: (problem: ApiProblem) => void;
  children: ReactNode;
}

/** Everything that one key may read, and its memory; both end with it. */
export function Session({ apiKey, onRefused, children }: SessionProps) {
  const [api] = useState(() => createAdoptionApi(apiKey));
  const [client] = useState(() => createQueryClient(onRefused));
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </ApiContext>
  );
}

function createQueryClient(onRefused: (problem: ApiProblem) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const problem = problemFromError(error);
        if (problem.isRefusal) {
          onRefused(problem);
        }
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failureCount, error) => problemFromError(error).isPassing && failureCount < MAX_RETRIES,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4000),
        refetchOnWindowFocus: false,
      },
    },
  });
}
