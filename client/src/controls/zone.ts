import { useSyncExternalStore } from 'react';

const KEY = 'ftl.zone';
const watchers = new Set<() => void>();

/** The zone of the reader's device. */
export const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone in which times are shown and days are counted: the one that the reader chose, else that of the device. */
export function zoneNow(): string {
  const held = localStorage.getItem(KEY);
  return held !== null && isZone(held) ? held : ownZone;
}

export function chooseZone(zone: string): void {
  if (zone === ownZone) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, zone);
  for (const watcher of watchers) watcher();
}

export function useZone(): string {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, zoneNow);
}

/** Every zone to choose from: the device's and UTC first. */
export const zones = (): readonly string[] => [...new Set([ownZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** `America/New York`: a zone as it is read. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
