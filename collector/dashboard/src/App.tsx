import { MantineProvider } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import type { ApiProblem } from './api/problem';
import { Dashboard } from './Dashboard';
import { keyStore } from './session/keyStore';
import { Session } from './session/Session';
import { SignIn } from './session/SignIn';
import { theme } from './theme/theme';

/** The whole page: with a key the dashboard, without one the question for it. */
export function App() {
  const key = useSyncExternalStore(keyStore.subscribe, keyStore.current);
  const [refusal, setRefusal] = useState<ApiProblem | null>(null);

  const refuse = (problem: ApiProblem, refusedKey: string) => {
    // An answer to a key that has been replaced meanwhile says nothing about the one in use.
    if (keyStore.current() === refusedKey) {
      setRefusal(problem);
      keyStore.clear();
    }
  };

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {key === null ? (
        <SignIn
          refusal={refusal}
          onKey={(entered) => {
            setRefusal(null);
            keyStore.put(entered);
          }}
        />
      ) : (
        <Session
          key={key}
          apiKey={key}
          onRefused={(problem) => {
            refuse(problem, key);
          }}
        >
          <Dashboard
            onSignOut={() => {
              setRefusal(null);
              keyStore.clear();
            }}
          />
        </Session>
      )}
    </MantineProvider>
  );
}
