import type { QueueTaskCardFragment, SubmitQueueItemInput } from '../../../graphql/generated/graphql.ts';

/** A judgment as it is made. */
export interface JudgmentDraft {
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly tags: readonly string[];
  readonly correction: string;
  readonly comment: string;
  readonly choices: Readonly<Record<string, string>>;
}

/** What the viewer had given before undoing; empty at first. */
export const draftOf = (task: QueueTaskCardFragment): JudgmentDraft => ({
  rating: task.rating ?? null,
  success: task.success ?? null,
  tags: task.failureTags,
  correction: task.correctedOutput ?? '',
  comment: task.comment ?? '',
  choices: Object.fromEntries(task.choices.map(({ field, value }) => [field, value])),
});

export const isEmpty = ({ rating, success, tags, correction, comment, choices }: JudgmentDraft): boolean =>
  rating === null &&
  success === null &&
  tags.length === 0 &&
  correction.trim() === '' &&
  comment.trim() === '' &&
  Object.keys(choices).length === 0;

export const inputOf = (queueItemId: string, draft: JudgmentDraft): SubmitQueueItemInput => ({
  queueItemId,
  ...(draft.rating !== null && { rating: draft.rating }),
  ...(draft.success !== null && { success: draft.success }),
  failureTags: [...draft.tags],
  ...(draft.correction.trim() !== '' && { correctedOutput: draft.correction }),
  ...(draft.comment.trim() !== '' && { comment: draft.comment.trim() }),
  choices: Object.entries(draft.choices).map(([field, value]) => ({ field, value })),
});

/** With the tag, or without it where it is there. */
export const toggled = (tags: readonly string[], tag: string): string[] =>
  tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag];
