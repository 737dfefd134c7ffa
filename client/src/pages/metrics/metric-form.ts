import type { Checked } from '../../controls/form/form-state.ts';
import type {
  MeasuredPartFragment,
  MetricDirection,
  MetricInput,
  MetricKind,
  MetricMeasure,
  MetricMeasuredInput,
  MetricPreviewInput,
  MetricRowFragment,
  MetricUnit,
} from '../../graphql/generated/graphql.ts';
import { betterOf, isOfEvents, isOfTools, measuresOf } from './words.ts';

export interface MeasuredDraft {
  readonly measure: MetricMeasure;
  readonly event: string;
  readonly failureTag: string;
  readonly tool: string;
  /** Separated by commas, as the two that follow. */
  readonly models: string;
  readonly environments: string;
  readonly prompts: string;
  /** `plan = pro | team, country = DE` */
  readonly attributes: string;
}

export type CapKind = 'none' | 'value' | 'percentile';

/** A metric while it is typed. */
export interface MetricDraft {
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly kind: MetricKind;
  readonly measured: MeasuredDraft;
  readonly denominator: MeasuredDraft;
  /** In percent. */
  readonly percentile: string;
  readonly afterDays: string;
  readonly withinDays: string;
  readonly capKind: CapKind;
  readonly cap: string;
  readonly windowHours: string;
  readonly better: MetricDirection;
  /** Empty: what follows from kind and measure. */
  readonly unit: MetricUnit | '';
}

const noMeasured: MeasuredDraft = {
  measure: 'EVENTS',
  event: '',
  failureTag: '',
  tool: '',
  models: '',
  environments: '',
  prompts: '',
  attributes: '',
};

export const emptyDraft: MetricDraft = {
  name: '',
  key: '',
  description: '',
  kind: 'SUM',
  measured: noMeasured,
  denominator: { ...noMeasured, measure: 'ANSWERS' },
  percentile: '95',
  afterDays: '7',
  withinDays: '7',
  capKind: 'none',
  cap: '',
  windowHours: '',
  better: 'UP',
  unit: '',
};

const draftOfMeasured = ({
  measure,
  event,
  failureTag,
  tool,
  models,
  environments,
  prompts,
  attributes,
}: MeasuredPartFragment): MeasuredDraft => ({
  measure,
  event: event ?? '',
  failureTag: failureTag ?? '',
  tool: tool ?? '',
  models: models.join(', '),
  environments: environments.join(', '),
  prompts: prompts.join(', '),
  attributes: attributes.map(({ name, values }) => `${name} = ${values.join(' | ')}`).join(', '),
});

const percentOf = (share: number): string => String(Number((share * 100).toFixed(4)));

export const draftOf = (metric: MetricRowFragment): MetricDraft => ({
  name: metric.name,
  key: metric.key,
  description: metric.description,
  kind: metric.kind,
  measured: draftOfMeasured(metric.measured),
  denominator: metric.denominator == null ? emptyDraft.denominator : draftOfMeasured(metric.denominator),
  percentile: metric.percentile == null ? emptyDraft.percentile : percentOf(metric.percentile),
  afterDays: String(metric.afterDays ?? emptyDraft.afterDays),
  withinDays: String(metric.withinDays ?? emptyDraft.withinDays),
  capKind: metric.cap == null ? 'none' : metric.cap.value != null ? 'value' : 'percentile',
  cap: metric.cap?.value != null ? String(metric.cap.value) : metric.cap?.percentile != null ? percentOf(metric.cap.percentile) : '',
  windowHours: metric.windowHours == null ? '' : String(metric.windowHours),
  better: metric.better,
  unit: metric.unit,
});

/** The draft with another kind, its measure one that the kind has. */
export function withKind(draft: MetricDraft, kind: MetricKind): Pick<MetricDraft, 'kind' | 'measured' | 'unit' | 'better'> {
  const measures = measuresOf[kind];
  const { measure: held } = draft.measured;
  if (measures.includes(held)) return { kind, unit: '', measured: draft.measured, better: draft.better };
  const measure = measures[0] as MetricMeasure;
  return { kind, unit: '', measured: { ...draft.measured, measure }, better: betterOf(measure) };
}

/** The key that a name suggests. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);

const listOf = (text: string, separator = ','): string[] =>
  text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');

type Problems = Record<string, string>;

function readMeasured(draft: MeasuredDraft, path: string, problems: Problems): MetricMeasuredInput {
  const { measure } = draft;
  const named = (field: 'event' | 'failureTag', words: string): string => {
    const value = draft[field].trim();
    if (value === '') problems[`${path}.${field}`] = words;
    return value;
  };
  if (isOfEvents(measure)) {
    const attributes = listOf(draft.attributes).map((one) => {
      const [name = '', values = ''] = one.split('=');
      if (name.trim() === '' || listOf(values, '|').length === 0)
        problems[`${path}.attributes`] = 'Write plan = pro, or plan = pro | team.';
      return { name: name.trim(), values: listOf(values, '|') };
    });
    return { measure, event: named('event', 'Name the event.'), attributes };
  }
  return {
    measure,
    models: listOf(draft.models),
    environments: listOf(draft.environments),
    prompts: listOf(draft.prompts),
    ...(measure === 'FAILURE_TAG' && { failureTag: named('failureTag', 'Name the failure tag.') }),
    ...(isOfTools(measure) && draft.tool.trim() !== '' && { tool: draft.tool.trim() }),
  };
}

type Formula = MetricPreviewInput & Pick<MetricInput, 'better'>;

/** How the draft is computed, or what keeps it from being computed: field by field. */
export function readFormula(draft: MetricDraft): Checked<Formula> {
  const problems: Problems = {};
  const number = (field: 'percentile' | 'afterDays' | 'withinDays' | 'cap' | 'windowHours', least: number, most: number): number => {
    const value = Number(draft[field].trim());
    if (draft[field].trim() === '' || !Number.isFinite(value) || value < least || value > most) problems[field] = `${least} to ${most}`;
    return value;
  };
  const { kind, better, unit } = draft;
  const hasCap = (kind === 'SUM' || kind === 'MEAN' || kind === 'RATIO') && draft.capKind !== 'none';
  const value: Formula = {
    kind,
    better,
    measured: readMeasured(draft.measured, 'measured', problems),
    ...(unit !== '' && { unit }),
    ...(kind === 'RATIO' && { denominator: readMeasured(draft.denominator, 'denominator', problems) }),
    ...(kind === 'PERCENTILE' && { percentile: number('percentile', 0.1, 99.9) / 100 }),
    ...(kind === 'RETENTION' && { afterDays: number('afterDays', 1, 400), withinDays: number('withinDays', 1, 400) }),
    ...(hasCap && {
      cap: draft.capKind === 'value' ? { value: number('cap', 0, 1e15) } : { percentile: number('cap', 50, 99.99) / 100 },
    }),
    ...(kind !== 'RETENTION' && draft.windowHours.trim() !== '' && { windowHours: number('windowHours', 1, 9_600) }),
  };
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value };
}

/** The metric that a draft stands for, or what keeps it from being one. The server checks the rest. */
export function readDraft(draft: MetricDraft): Checked<MetricInput> {
  const formula = readFormula(draft);
  const problems: Problems = { ...(!formula.ok && formula.problems) };
  const name = draft.name.trim();
  const key = draft.key.trim() === '' ? keyOf(name) : draft.key.trim();
  if (name === '') problems['name'] = 'Give it a name.';
  else if (key === '') problems['key'] = 'Give it a key: letters a to z, digits and dashes.';
  if (!formula.ok || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, value: { ...formula.value, key, name, description: draft.description.trim() } };
}

/** What the value of a draft is in, where it names nothing. */
export function unitOf({ unit, kind, measured }: MetricDraft): MetricUnit {
  if (unit !== '') return unit;
  if (kind === 'SHARE' || kind === 'RETENTION') return 'SHARE';
  if (kind === 'RATIO') return 'NUMBER';
  const { measure } = measured;
  if (measure === 'COST') return 'USD';
  if (measure === 'LATENCY' || measure === 'TIME_TO_FIRST_TOKEN') return 'MS';
  if (measure === 'RATING') return 'RATING';
  return measure === 'TOKENS' || measure === 'INPUT_TOKENS' || measure === 'OUTPUT_TOKENS' ? 'TOKENS' : 'NUMBER';
}
