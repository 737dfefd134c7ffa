import { useState } from 'react';
import type { HeldSettings } from '../controls/settings.ts';
import { takeWorkspaceZone } from '../controls/zone.ts';
import { SettingsHeldDocument } from '../graphql/generated/graphql.ts';
import { useChanges } from '../graphql/use-live.ts';

const nothing = {};

/** The settings of the workspace, as every change leaves them. */
export function useFollowedSettings(): HeldSettings | null {
  const [settings, setSettings] = useState<HeldSettings | null>(null);
  useChanges(SettingsHeldDocument, nothing, ({ workspaceSettingsChanged: held }) => {
    setSettings(held);
    takeWorkspaceZone(held.timeZone ?? null);
  });
  return settings;
}
