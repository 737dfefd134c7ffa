import { useSyncExternalStore } from 'react';

const KEY = 'ftl.zone';
const WORKSPACE_KEY = 'ftl.workspaceZone';
const watchers = new Set<() => void>();

/** The zone of the reader's device. */
export const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const held = (key: string): string | null => {
  const zone = localStorage.getItem(key);
  return zone !== null && isZone(zone) ? zone : null;
};

/** The zone of who has chosen none: that of the workspace, else that of the device. */
export const defaultZone = (): string => held(WORKSPACE_KEY) ?? ownZone;

/** The zone in which times are shown and days are counted: the one that the reader chose, else that of the workspace, else that of the device. */
export const zoneNow = (): string => held(KEY) ?? defaultZone();

export const chooseZone = (zone: string): void => keep(KEY, zone === defaultZone() ? null : zone);

/** Keeps the zone of the workspace, so that the next visit begins with it. null: it has none. */
export const takeWorkspaceZone = (zone: string | null): void => keep(WORKSPACE_KEY, zone);

function keep(key: string, zone: string | null): void {
  if (zone === localStorage.getItem(key)) return;
  if (zone === null) localStorage.removeItem(key);
  else localStorage.setItem(key, zone);
  for (const watcher of watchers) watcher();
}

export function useZone(): string {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, zoneNow);
}

/** Every zone to choose from: the usual one, the device's and UTC first. */
export const zones = (): readonly string[] => [...new Set([defaultZone(), ownZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** `America/New York`: a zone as it is read. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
