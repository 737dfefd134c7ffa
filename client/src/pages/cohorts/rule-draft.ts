import type {
  CohortActivityMeasure,
  CohortEventMeasure,
  CohortNumberTest,
  CohortPropertyTest,
  CohortRuleInput,
  CohortSeenMoment,
  CohortTimeTest,
} from '../../graphql/generated/graphql.ts';
import type { Checked } from '../../controls/form/form-state.ts';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';

export type LeafKind = 'property' | 'activity' | 'seen' | 'event' | 'funnel' | 'exposure' | 'users';

/** One condition as it is typed: each kind reads the fields that it has. */
export interface LeafDraft {
  readonly key: number;
  readonly isNot: boolean;
  readonly kind: LeafKind;
  /** Of the property, the event, the experiment. */
  readonly name: string;
  readonly propertyTest: CohortPropertyTest;
  readonly measure: CohortActivityMeasure;
  readonly eventMeasure: CohortEventMeasure;
  readonly which: CohortSeenMoment;
  readonly numberTest: CohortNumberTest;
  readonly timeTest: CohortTimeTest;
  readonly value: string;
  /** Back from now; empty: ever. */
  readonly days: string;
  /** Texts apart by commas: tools, ratings, variants, steps, users. */
  readonly list: string;
  /** Models, which the form keeps and does not show. */
  readonly models: readonly string[];
  readonly isLast: boolean;
}

/** Conditions of which all or any have to be met. */
export interface GroupDraft {
  readonly key: number;
  readonly isNot: boolean;
  readonly match: 'all' | 'any';
  readonly rows: readonly RowDraft[];
}
export type RowDraft = LeafDraft | GroupDraft;

export const isGroup = (row: RowDraft): row is GroupDraft => 'rows' in row;

let lastKey = 0;
const nextKey = (): number => (lastKey += 1);

export const emptyLeaf = (): LeafDraft => ({
  key: nextKey(),
  isNot: false,
  kind: 'property',
  name: '',
  propertyTest: 'IS',
  measure: 'CONVERSATIONS',
  eventMeasure: 'COUNT',
  which: 'LAST',
  numberTest: 'ABOVE',
  timeTest: 'WITHIN_DAYS',
  value: '',
  days: '',
  list: '',
  models: [],
  isLast: false,
});

export const emptyGroup = (): GroupDraft => ({ key: nextKey(), isNot: false, match: 'all', rows: [emptyLeaf()] });

/** A stored rule as it is edited: a group, whatever stands at its top. */
export function draftOfRule(rule: StoredRule): GroupDraft {
  const row = rowOf(rule, false);
  return isGroup(row) ? row : { ...emptyGroup(), rows: [row] };
}

function rowOf(rule: StoredRule, isNot: boolean): RowDraft {
  if (rule.not !== undefined) return rowOf(rule.not, !isNot);
  const rows = rule.all ?? rule.any;
  if (rows !== undefined)
    return { key: nextKey(), isNot, match: rule.all === undefined ? 'any' : 'all', rows: rows.map((one) => rowOf(one, false)) };
  return { ...emptyLeaf(), ...leafOf(rule), isNot };
}

const listText = (values: readonly string[]): string =>
  values.map((value) => (/[,"\n]/.test(value) ? JSON.stringify(value) : value)).join(', ');
const daysText = (days: number | undefined): string => (days === undefined ? '' : String(days));

function leafOf({ property, activity, seen, event, funnel, exposure, users }: StoredRule): Partial<LeafDraft> {
  if (property !== undefined) {
    const { name, test, values, text, number, at, days } = property;
    return {
      kind: 'property',
      name,
      propertyTest: test,
      value: values === undefined ? String(text ?? number ?? at ?? days ?? '') : values.map(scalarText).join(', '),
    };
  }
  if (activity !== undefined) {
    const { measure, test, number, days, tools, ratings, models = [] } = activity;
    const list = tools === undefined ? (ratings ?? []).join(', ') : listText(tools);
    return { kind: 'activity', measure, numberTest: test, value: String(number), days: daysText(days), list, models };
  }
  if (seen !== undefined) {
    const { which, test, at, days } = seen;
    return { kind: 'seen', which, timeTest: test, value: at === undefined ? daysText(days) : at.slice(0, 10) };
  }
  if (event !== undefined) {
    const { name, measure, test, number, days } = event;
    return { kind: 'event', name, eventMeasure: measure, numberTest: test, value: String(number), days: daysText(days) };
  }
  if (funnel !== undefined) {
    const { steps, reached, isLast, withinDays } = funnel;
    return { kind: 'funnel', list: listText(steps), value: String(reached), isLast, days: String(withinDays) };
  }
  if (exposure !== undefined) return { kind: 'exposure', name: exposure.experiment, list: listText(exposure.variants) };
  return { kind: 'users', list: listText(typeof users === 'object' ? users : []) };
}

/** A text stands as it is, unless it would be read as something else. */
function scalarText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readScalar(value) === value && !/[,"\n]/.test(value) && value === value.trim() && value !== '' ? value : JSON.stringify(value);
}

/** 3 is a number, true is true, "3" is a text, and so is anything else. */
export function readScalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return unquoted(text);
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : text;
  } catch {
    return text;
  }
}

/** Entries apart by commas or lines; one in double quotes may hold either. */
export const entriesOf = (text: string): string[] =>
  [...text.matchAll(/\s*("(?:[^"\\]|\\.)*"|[^,\n]+)/g)].map(([, entry]) => (entry ?? '').trim()).filter((entry) => entry !== '');

/** What is typed as a rule of the API, or what is missing, by the place of the condition: `rows.<key>`. */
export function readRule(group: GroupDraft): Checked<CohortRuleInput> {
  const problems: Record<string, string> = {};
  const rule = readRow(group, problems);
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: rule };
}

function readRow(row: RowDraft, problems: Record<string, string>): CohortRuleInput {
  const rule = isGroup(row) ? readGroup(row, problems) : readLeaf(row, (problem) => (problems[`rows.${row.key}`] ??= problem));
  return row.isNot ? { not: rule } : rule;
}

function readGroup({ key, match, rows }: GroupDraft, problems: Record<string, string>): CohortRuleInput {
  if (rows.length === 0) problems[`rows.${key}`] = 'Add a condition.';
  const rules = rows.map((row) => readRow(row, problems));
  return match === 'all' ? { all: rules } : { any: rules };
}

function readLeaf(leaf: LeafDraft, fail: (problem: string) => void): CohortRuleInput {
  const name = leaf.name.trim();
  const value = leaf.value.trim();
  const need = (is: boolean, words: string): void => {
    if (!is) fail(words);
  };
  const number = (): number => {
    need(value !== '' && Number.isFinite(Number(value)), 'Give it a number.');
    return Number(value);
  };
  const whole = (text: string, words: string): number => {
    need(/^[1-9]\d{0,3}$/.test(text.trim()), words);
    return Number(text);
  };
  const days = leaf.days.trim() === '' ? {} : { days: whole(leaf.days, 'Days are a whole number from 1.') };
  const list = entriesOf(leaf.list).map(unquoted);
  switch (leaf.kind) {
    case 'property': {
      need(name !== '', 'Name a property.');
      const { propertyTest: test } = leaf;
      if (test === 'EXISTS') return { property: { name, test } };
      need(value !== '', 'Give it a value.');
      if (test === 'IS') return { property: { name, test, value: entriesOf(value).map(readScalar) } };
      if (test === 'CONTAINS' || test === 'BEFORE' || test === 'AFTER') return { property: { name, test, value } };
      return { property: { name, test, value: test === 'WITHIN_DAYS' ? whole(value, 'Days are a whole number from 1.') : number() } };
    }
    case 'activity':
      return {
        activity: {
          measure: leaf.measure,
          test: leaf.numberTest,
          number: number(),
          ...days,
          ...(leaf.models.length > 0 && { models: [...leaf.models] }),
          ...(leaf.measure === 'TOOL_CALLS' && list.length > 0 && { tools: list }),
          ...(leaf.measure === 'RATINGS' && list.length > 0 && { ratings: list.map(Number) }),
        },
      };
    case 'seen':
      if (leaf.timeTest === 'WITHIN_DAYS')
        return { seen: { which: leaf.which, test: leaf.timeTest, days: whole(value, 'Days are a whole number from 1.') } };
      need(/^\d{4}-\d{2}-\d{2}/.test(value), 'Give it a date, such as 2026-01-31.');
      return { seen: { which: leaf.which, test: leaf.timeTest, at: value } };
    case 'event':
      need(name !== '', 'Name an event.');
      return { event: { name, measure: leaf.eventMeasure, test: leaf.numberTest, number: number(), ...days } };
    case 'funnel':
      need(list.length >= 2, 'Name two events or more, in their order.');
      return {
        funnel: {
          steps: list,
          reached: whole(value, 'Say how many steps were reached.'),
          isLast: leaf.isLast,
          withinDays: whole(leaf.days, 'Say within how many days.'),
        },
      };
    case 'exposure':
      need(name !== '', 'Name an experiment.');
      return { exposure: { experiment: name, variants: list } };
    default:
      need(list.length > 0, 'Name a user.');
      return { users: list };
  }
}

/** The draft with one row changed, or taken out (null). */
export function withRow(group: GroupDraft, key: number, change: ((row: RowDraft) => RowDraft) | null): GroupDraft {
  if (group.key === key) return change === null ? group : (change(group) as GroupDraft);
  return {
    ...group,
    rows: group.rows.flatMap((row): readonly RowDraft[] => {
      if (row.key === key) return change === null ? [] : [change(row)];
      return [isGroup(row) ? withRow(row, key, change) : row];
    }),
  };
}
