/** Signals that end a process on a fault of its own: V8 without memory (SIGABRT), a wrong address, a wrong instruction. */
const faults = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGSYS'] as const;

/**
 * Lets the process end at a fault. ClickHouse, loaded into it, catches these signals and waits for a thread that writes a report, which
 * there is only in its own server: the process would hang, its port taken, deaf to SIGTERM (server/tests/faults/memory.test.ts). A listener
 * that is taken away again makes Node give each signal back to the system.
 */
export function endAtFaults(): void {
  const listener = (): void => {};
  for (const fault of faults) process.on(fault, listener).off(fault, listener);
}
