import type { UserDataQuery, UserDeletionFragment, UserExportRowFragment } from '../../graphql/generated/graphql.ts';

type Counts = Omit<UserDataQuery['userData'], '__typename' | 'isPartial'>;

const kinds = [
  ['messageCount', 'message'],
  ['conversationCount', 'conversation'],
  ['evaluationCount', 'judgment'],
  ['traceCount', 'trace'],
  ['spanCount', 'span'],
  ['predictionCount', 'prediction'],
] as const satisfies readonly (readonly [keyof Counts, string])[];

/** Each count with its name: `Messages`. */
export const countsOf = (counts: Counts): readonly { readonly name: string; readonly count: number }[] =>
  kinds.map(([key, word]) => ({ name: `${word.charAt(0).toUpperCase()}${word.slice(1)}s`, count: counts[key] }));

export const isNothing = (counts: Counts): boolean => kinds.every(([key]) => counts[key] === 0);

/** `3 messages, 1 trace`; of nothing `nothing`. */
export function countWords(counts: Counts, number: (count: number) => string): string {
  const words = kinds
    .filter(([key]) => counts[key] > 0)
    .map(([key, word]) => `${number(counts[key])} ${word}${counts[key] === 1 ? '' : 's'}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}

export const isUnderWay = ({ task }: UserDeletionFragment): boolean => task.status === 'QUEUED' || task.status === 'RUNNING';

/** The file of an export is being made. */
export const isExporting = ({ task }: UserExportRowFragment): boolean => task.status === 'QUEUED' || task.status === 'RUNNING';

/** Where a deletion stands. */
export function deletionWords(deletion: UserDeletionFragment, number: (count: number) => string): string {
  const counts = countWords(deletion, number);
  const { status, error, retryAt } = deletion.task;
  if (status === 'SUCCEEDED') return `Deleted: ${counts}.`;
  if (status === 'FAILED')
    return `Stopped after ${counts}: ${error ?? 'no reason was given.'} Deleting the user again goes on with the rest.`;
  if (status === 'RUNNING') return `Deleting: ${counts} so far.`;
  return retryAt == null ? 'Waits to begin.' : `Failed after ${counts}, and is tried again in a moment.`;
}
