import type { ChatFailure } from '../types.ts';

/** How a call ended, for the ledger. `null`: it did not fail. */
export const observedCode = (code: ChatFailure | null): 'DONE' | 'STOPPED' | 'FAILED' =>
  code === null ? 'DONE' : code === 'STOPPED' ? 'STOPPED' : 'FAILED';
