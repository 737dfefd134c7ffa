import { useSyncExternalStore } from 'react';
import { hourMs, minuteMs } from './times.ts';

function ticking(stepMs: number) {
  const read = (): number => Math.floor(Date.now() / stepMs) * stepMs;
  const subscribe = (listener: () => void): (() => void) => {
    let timer = 0;
    const wait = (): void => {
      timer = window.setTimeout(
        () => {
          listener();
          wait();
        },
        stepMs - (Date.now() % stepMs) + 20,
      );
    };
    wait();
    return () => window.clearTimeout(timer);
  };
  return { read, subscribe };
}

const hours = ticking(hourMs);
const minutes = ticking(minuteMs);

/** Start of the running hour, ms since the epoch. */
export function hourNow(): number {
  return hours.read();
}

/** The same; renders again when the next one begins. */
export function useHour(): number {
  return useSyncExternalStore(hours.subscribe, hours.read, hours.read);
}

/** Start of the running minute, for "4 minutes ago". */
export function useMinute(): number {
  return useSyncExternalStore(minutes.subscribe, minutes.read, minutes.read);
}
