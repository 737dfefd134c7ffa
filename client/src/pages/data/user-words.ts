import type { UserDataQuery, UserDeletionFragment, UserExportRowFragment } from '../../graphql/generated/graphql.ts';

type Stored = Omit<UserDataQuery['userData'], '__typename' | 'isPartial'>;

/** What a deletion counts as it goes. */
const removedKinds = [
  ['messageCount', 'message'],
  ['conversationCount', 'conversation'],
  ['evaluationCount', 'judgment'],
  ['traceCount', 'trace'],
  ['spanCount', 'span'],
  ['predictionCount', 'prediction'],
] as const satisfies readonly (readonly [keyof Stored, string])[];
type Removed = Pick<Stored, (typeof removedKinds)[number][0]>;

/** What is stored beside messages and traces. */
const heldKinds = [
  ['propertyCount', 'Properties'],
  ['eventCount', 'Events'],
  ['exposureCount', 'Exposures'],
  ['overrideCount', 'Forced variants'],
] as const satisfies readonly (readonly [keyof Stored, string])[];

/** Each count with its name, `Messages`, and whether it may be of the first ones alone. */
export const countsOf = (counts: Stored): readonly { readonly name: string; readonly count: number; readonly isCut: boolean }[] => [
  ...removedKinds.map(([key, word]) => ({ name: `${word.charAt(0).toUpperCase()}${word.slice(1)}s`, count: counts[key], isCut: true })),
  ...heldKinds.map(([key, name]) => ({ name, count: counts[key], isCut: false })),
];

export const isNothing = (counts: Stored): boolean => [...removedKinds, ...heldKinds].every(([key]) => counts[key] === 0);

/** `3 messages, 1 trace`; of nothing `nothing`. */
export function countWords(counts: Removed, number: (count: number) => string): string {
  const words = removedKinds
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
