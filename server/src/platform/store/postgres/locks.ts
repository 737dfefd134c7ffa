/**
 * Everything that one server at a time does, over all servers on one PostgreSQL: any number that only this program locks, "ftl" and a
 * counter.
 */
export const LOCKS = {
  migration: 0x66746c01,
  rollup: 0x66746c02,
  /** Of each server that works on jobs, beside a number of its own (platform/jobs/presence.ts). */
  jobs: 0x66746c03,
  /** Judgment of the series of all workspaces. */
  signals: 0x66746c04,
  /** Evaluation of alert rules. */
  alerts: 0x66746c05,
  /** Embeddings by a server of models: one server at a time keeps the cap of the day. */
  embeddings: 0x66746c12,
} as const;

export type Lock = (typeof LOCKS)[keyof typeof LOCKS];
