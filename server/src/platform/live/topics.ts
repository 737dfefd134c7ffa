/** Every topic there is: its key, and what is told to those who listen. Announced after commit; says what changed, never the data. */
export type Topics = {
  /** After commit: ids of messages stored for the first time (bigint as string), and beside each the id that its conversation was sent with. */
  'messages.stored': [workspaceId: string, { messageIds: string[]; conversationIds: string[] }];
  /** After projection: analytics of the workspace have changed. */
  'facts.landed': [workspaceId: string, { messageCount: number }];
  /** After the summaries of these traces were written anew: spans of them have come, or they were deleted. */
  'traces.landed': [workspaceId: string, { traceIds: string[] }];
  'task.changed': [taskId: string, { status: string }];
};

export type Topic = keyof Topics;
export type KeyOf<T extends Topic> = Topics[T][0];
export type PayloadOf<T extends Topic> = Topics[T][1];
