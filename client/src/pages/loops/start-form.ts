import type { Checked } from '../../controls/form/form-state.ts';
import type { AnalyticsFilter, LoopMatching, StartLoopInput } from '../../graphql/generated/graphql.ts';
import { dayMs } from '../../primitives/times.ts';

/** A loop while it is typed. */
export interface StartDraft {
  readonly name: string;
  readonly which: 'poor' | 'failed' | 'low' | 'tagged';
  /** Names with commas. */
  readonly tags: string;
  readonly models: string;
  readonly topics: string;
  readonly days: string;
  readonly maxFailures: string;
  readonly controlCount: string;
  readonly matching: LoopMatching;
}

export const emptyStart: StartDraft = {
  name: '',
  which: 'poor',
  tags: '',
  models: '',
  topics: '',
  days: '30',
  maxFailures: '1000',
  controlCount: '400',
  matching: 'EQUAL',
};

export const whichLabels: Readonly<Record<StartDraft['which'], string>> = {
  poor: 'Failed, or rated 1 or 2',
  failed: 'Failed by a verdict of people or judges',
  low: 'Rated 1 or 2',
  tagged: 'With failure tags',
};

export const matchingLabels: Readonly<Record<LoopMatching, string>> = {
  EQUAL: 'The new answer is the expected one',
  CONTAINS: 'The new answer contains the expected one',
};

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const named = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const filters: Readonly<Record<StartDraft['which'], (draft: StartDraft) => AnalyticsFilter>> = {
  poor: () => ({ judgedPoorly: true }),
  failed: () => ({ success: false }),
  low: () => ({ ratings: [1, 2] }),
  tagged: ({ tags }) => ({ failureTags: named(tags) }),
};

/** The loop that a draft stands for, or what keeps it from being one, by field. */
export function readStart(draft: StartDraft, now: number): Checked<StartLoopInput> {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'Give it a name.';
  if (!isWhole(draft.days, 0, 10_000)) problems['days'] = 'A whole number of days; 0: of all time.';
  if (!isWhole(draft.maxFailures, 1, 4_000)) problems['maxFailures'] = 'A whole number from 1 to 4000.';
  if (!isWhole(draft.controlCount, 0, 1_000)) problems['controlCount'] = 'A whole number from 0 to 1000.';
  if (draft.which === 'tagged' && named(draft.tags).length === 0) problems['tags'] = 'Name at least one failure tag.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const [models, topics] = [named(draft.models), named(draft.topics)];
  return {
    ok: true,
    value: {
      name: draft.name.trim(),
      filter: {
        ...filters[draft.which](draft),
        ...(models.length > 0 && { models }),
        ...(topics.length > 0 && { topicIds: topics }),
        ...(Number(draft.days) > 0 && { from: new Date(now - Number(draft.days) * dayMs).toISOString() }),
      },
      maxFailures: Number(draft.maxFailures),
      controlCount: Number(draft.controlCount),
      matching: draft.matching,
    },
  };
}
