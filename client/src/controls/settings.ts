import { createContext, useContext } from 'react';
import type { SettingsHeldSubscription } from '../graphql/generated/graphql.ts';

/** What the workspace measures itself by, as pages follow it. */
export type HeldSettings = SettingsHeldSubscription['workspaceSettingsChanged'];

/** null: not known yet, or not to be known. */
export const SettingsContext = createContext<HeldSettings | null>(null);

export const useSettings = (): HeldSettings | null => useContext(SettingsContext);
