/** What traces are sorted by; those that are equal in it by their start. */
export const traceOrders = ['STARTED_AT', 'DURATION', 'COST', 'TOKENS', 'ERRORS', 'SPANS'] as const;
export type TraceOrder = (typeof traceOrders)[number];
