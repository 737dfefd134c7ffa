/** How the command of a job ended, as its runner reports it. */
export const exitReasons = ['COMPLETED', 'USER', 'POLICY', 'OUT_OF_MEMORY', 'BAD_EXIT', 'PREEMPTED', 'TIME_LIMIT', 'LOST_RUNNER'] as const;
export type ExitReason = (typeof exitReasons)[number];
