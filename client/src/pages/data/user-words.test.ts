import { expect, test } from 'vitest';
import type { UserDeletionFragment } from '../../graphql/generated/graphql.ts';
import { countsOf, countWords, deletionWords, isNothing, isUnderWay } from './user-words.ts';

const none = { messageCount: 0, conversationCount: 0, evaluationCount: 0, traceCount: 0, spanCount: 0, predictionCount: 0 };
const stored = { ...none, propertyCount: 0, eventCount: 0, exposureCount: 0, overrideCount: 0 };
const deletion = (task: Partial<UserDeletionFragment['task']>): UserDeletionFragment => ({
  id: 'd',
  createdAt: '2026-11-29T10:00:00Z',
  ...none,
  messageCount: 2,
  traceCount: 1,
  task: { id: 't', status: 'RUNNING', error: null, retryAt: null, ...task },
});

test('counts are words, of nothing too', () => {
  expect(countWords({ ...none, messageCount: 2, traceCount: 1 }, String)).toBe('2 messages, 1 trace');
  expect(countWords(none, String)).toBe('nothing');
  expect([isNothing(stored), isNothing({ ...stored, predictionCount: 1 }), isNothing({ ...stored, eventCount: 1 })]).toEqual([
    true,
    false,
    false,
  ]);
  expect(countsOf({ ...stored, overrideCount: 2 }).at(-1)).toEqual({ name: 'Forced variants', count: 2, isCut: false });
});

test.each([
  [{ status: 'QUEUED' }, true, 'Waits to begin.'],
  [{ status: 'RUNNING' }, true, 'Deleting: 2 messages, 1 trace so far.'],
  [{ status: 'QUEUED', retryAt: '2026-11-29T10:00:05Z' }, true, 'Failed after 2 messages, 1 trace, and is tried again in a moment.'],
  [{ status: 'SUCCEEDED' }, false, 'Deleted: 2 messages, 1 trace.'],
  [
    { status: 'FAILED', error: 'It broke.' },
    false,
    'Stopped after 2 messages, 1 trace: It broke. Deleting the user again goes on with the rest.',
  ],
] as const)('a deletion says where it stands: %#', (task, isGoingOn, words) => {
  expect(deletionWords(deletion(task), String)).toBe(words);
  expect(isUnderWay(deletion(task))).toBe(isGoingOn);
});
