import type { Checked } from '../../controls/form/form-state.ts';
import type { AnalyticsFilter, JudgeRunInput } from '../../graphql/generated/graphql.ts';
import { dayMs } from '../../primitives/times.ts';

/** A run while it is typed. */
export interface RunDraft {
  readonly which: 'all' | 'poor' | 'judged' | 'ids';
  /** Names with commas. */
  readonly models: string;
  readonly days: string;
  readonly count: string;
  readonly order: 'random' | 'newest';
  /** One a line. */
  readonly ids: string;
}

export const emptyRun: RunDraft = { which: 'all', models: '', days: '30', count: '200', order: 'random', ids: '' };

export const whichLabels: Readonly<Record<RunDraft['which'], string>> = {
  all: 'All answers',
  judged: 'Answers that were judged, to compare with people',
  poor: 'Failed, or rated 1 or 2',
  ids: 'Messages by their ids',
};

export const orders = [
  { value: 'random', label: 'Random sample' },
  { value: 'newest', label: 'Newest first' },
] as const;

const filters: Readonly<Record<Exclude<RunDraft['which'], 'ids'>, AnalyticsFilter>> = {
  all: {},
  poor: { judgedPoorly: true },
  judged: { evaluated: true },
};
const isWhole = (text: string, most: number): boolean => /^\d+$/.test(text.trim()) && Number(text) <= most;

/** The run that a draft stands for, or what keeps it from being one, by field. */
export function readRun(draft: RunDraft, judgeId: string, now: number): Checked<JudgeRunInput> {
  if (draft.which === 'ids') {
    const messageExternalIds = draft.ids
      .split('\n')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    if (messageExternalIds.length === 0 || messageExternalIds.length > 1_000)
      return { ok: false, problems: { messageExternalIds: 'Give 1 to 1000 ids, one a line.' } };
    return { ok: true, value: { judgeId, messageExternalIds } };
  }
  const problems: Record<string, string> = {};
  if (!isWhole(draft.days, 10_000)) problems['days'] = 'A whole number of days; 0: of all time.';
  if (!isWhole(draft.count, 100_000) || Number(draft.count) < 1) problems['count'] = 'A whole number from 1 to 100000.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const models = draft.models
    .split(',')
    .map((model) => model.trim())
    .filter((model) => model !== '');
  const filter: AnalyticsFilter = {
    ...filters[draft.which],
    ...(models.length > 0 && { models }),
    ...(Number(draft.days) > 0 && { from: new Date(now - Number(draft.days) * dayMs).toISOString() }),
  };
  return { ok: true, value: { judgeId, filter, sampleCount: Number(draft.count), ...(draft.order === 'random' && { seed: 1 }) } };
}
