import type { Checked } from '../../controls/form/form-state.ts';
import type { EvaluationCheckKind, StartEvaluationRunInput } from '../../graphql/generated/graphql.ts';
import { dayMs } from '../../primitives/times.ts';

/** A run while it is typed. */
export interface RunDraft {
  readonly over: 'dataset' | 'messages';
  readonly dataset: string;
  readonly split: string;
  readonly rows: string;
  readonly days: string;
  readonly prompt: string;
  /** '' : stored answers of messages. */
  readonly model: string;
  readonly checks: readonly EvaluationCheckKind[];
  readonly ignoresCase: boolean;
  readonly tolerance: string;
  readonly judges: readonly string[];
  readonly name: string;
  readonly repetitions: string;
  readonly cap: string;
  readonly isFresh: boolean;
}

export const emptyRun: RunDraft = {
  over: 'dataset',
  dataset: '',
  split: '',
  rows: '',
  days: '30',
  prompt: '',
  model: '',
  checks: ['EQUALS'],
  ignoresCase: false,
  tolerance: '0',
  judges: [],
  name: '',
  repetitions: '1',
  cap: '',
  isFresh: false,
};

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** The run that a draft stands for, or what keeps it from being one, by field. */
export function readRun(draft: RunDraft, now: number): Checked<StartEvaluationRunInput> {
  const problems: Record<string, string> = {};
  const isOverDataset = draft.over === 'dataset';
  if (isOverDataset && draft.dataset === '') problems['datasetName'] = 'Choose a dataset.';
  if (isOverDataset && draft.model === '') problems['model'] = 'Choose a model that answers the rows.';
  if (draft.prompt !== '' && draft.model === '') problems['promptName'] = 'A prompt needs a model that is sent it.';
  if (draft.rows.trim() !== '' && !isWhole(draft.rows, 1, 100_000))
    problems['rowCount'] = 'A whole number from 1 to 100000, or nothing for all.';
  if (!isOverDataset && !isWhole(draft.days, 0, 10_000)) problems['days'] = 'A whole number of days; 0: of all time.';
  if (!isWhole(draft.repetitions, 1, 20)) problems['repetitions'] = 'A whole number from 1 to 20.';
  const cap = draft.cap.trim() === '' ? null : Number(draft.cap);
  if (cap !== null && !(cap >= 0 && cap <= 1_000_000)) problems['capUsd'] = 'US dollars from 0, or nothing for no cap.';
  const tolerance = Number(draft.tolerance);
  if (draft.checks.includes('NUMBER_NEAR') && !(tolerance >= 0)) problems['tolerance'] = 'A number from 0.';
  if (draft.checks.length === 0 && draft.judges.length === 0)
    problems['checks'] = 'Choose a check or a judge; people can score the answers, too.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const days = Number(draft.days);
  return {
    ok: true,
    value: {
      ...(isOverDataset
        ? { datasetName: draft.dataset }
        : { filter: days === 0 ? {} : { from: new Date(now - days * dayMs).toISOString() } }),
      ...(isOverDataset && draft.split.trim() !== '' && { split: draft.split.trim() }),
      ...(draft.rows.trim() !== '' && { rowCount: Number(draft.rows) }),
      ...(draft.prompt !== '' && { promptName: draft.prompt }),
      ...(draft.model !== '' && { model: draft.model }),
      ...(draft.name.trim() !== '' && { name: draft.name.trim() }),
      checks: draft.checks.map((kind) => ({
        kind,
        ...(draft.ignoresCase && (kind === 'EQUALS' || kind === 'CONTAINS') && { ignoresCase: true }),
        ...(kind === 'NUMBER_NEAR' && tolerance > 0 && { tolerance }),
      })),
      judgeIds: [...draft.judges],
      repetitions: Number(draft.repetitions),
      usesCache: !draft.isFresh,
      ...(cap !== null && { capUsd: cap }),
    },
  };
}
