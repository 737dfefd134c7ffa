import { maxSocketCountOfViewer, maxWaitingSocketCountOfAddress } from '../../platform/graphql/limits/limits.ts';

/** Counts open sockets by name: an address until it is known who connects, then the viewer. */
export interface SocketCaps {
  /** Takes a place among those of an address that have not shown who they are; null: there is none left. Returns what gives it back. */
  waitAt(address: string): (() => void) | null;
  /** The same among those of a viewer. */
  openFor(viewer: string): (() => void) | null;
}

export function createSocketCaps(): SocketCaps {
  const waiting = new Map<string, number>();
  const open = new Map<string, number>();
  return {
    waitAt: (address) => placeIn(waiting, address, maxWaitingSocketCountOfAddress),
    openFor: (viewer) => placeIn(open, viewer, maxSocketCountOfViewer),
  };
}

function placeIn(counts: Map<string, number>, name: string, most: number): (() => void) | null {
  const count = counts.get(name) ?? 0;
  if (count >= most) return null;
  counts.set(name, count + 1);
  let isGiven = true;
  return () => {
    if (!isGiven) return;
    isGiven = false;
    const left = (counts.get(name) ?? 1) - 1;
    if (left === 0) counts.delete(name);
    else counts.set(name, left);
  };
}
