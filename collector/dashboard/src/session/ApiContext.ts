import { createContext, useContext } from 'react';
import type { AdoptionApi } from '../api/client';

/** The API with the key of this session in it; null outside of one. */
export const ApiContext = createContext<AdoptionApi | null>(null);

export function useApi(): AdoptionApi {
  const api = useContext(ApiContext);
  if (api === null) {
    throw new Error('useApi is only for components inside a session.');
  }

  return api;
}
