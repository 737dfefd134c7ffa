/**
 * Topics, each with its key and what listeners get; domains add theirs (their `domain.ts`). Announced after commit; says what changed,
 * never the data.
 */
export interface Topics {
  /** A task has come on, or ended. */
  'task.changed': [taskId: string, { status: string }];
}

export type Topic = keyof Topics;
export type KeyOf<T extends Topic> = Topics[T][0];
export type PayloadOf<T extends Topic> = Topics[T][1];
