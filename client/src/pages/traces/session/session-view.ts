import { oneOf } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';
import type { TraceQuery } from '../list/trace-query.ts';

/** How a session is looked at. It lives in the address; what stands at its default is left out of it. */
export interface SessionView {
  /** Folded when absent. */
  readonly gaps?: 'scale' | undefined;
}

export const readSessionView = (search: RawSearch): SessionView => ({ gaps: oneOf(search['gaps'], ['scale'] as const) });

/** All traces of a session, the first one first. */
export const sessionQuery = (sessionId: string): TraceQuery => ({
  filter: { sessions: [sessionId] },
  search: null,
  order: 'STARTED_AT',
  ascending: true,
});
