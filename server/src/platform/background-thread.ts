import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Gives the thread that calls it the lowest priority of the system: it works with what the others leave. For a worker thread that no
 * request waits for. On Linux a thread has a priority of its own, and its number is where `/proc/thread-self` leads; elsewhere nothing happens.
 */
export function yieldToOthers(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), constants.priority.PRIORITY_LOW);
  } catch {
    // No /proc, or a sandbox that forbids it: the thread works like any other.
  }
}
