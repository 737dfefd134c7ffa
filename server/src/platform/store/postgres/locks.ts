/** Everything that one server at a time does, over all servers on one PostgreSQL: any number that only this program locks, "ftl" and a counter. */
export const LOCKS = {
  migration: 0x66746c01,
  rollup: 0x66746c02,
  tasks: 0x66746c03,
  retention: 0x66746c11,
  sampling: 0x66746c12,
} as const;

export type Lock = (typeof LOCKS)[keyof typeof LOCKS];
