import type { Checked } from '../../../controls/form/form-state.ts';
import type { StartTrainingJobInput } from '../../../graphql/generated/graphql.ts';
import { readObject } from './configuration-form.ts';

/** A start while it is typed. */
export interface StartDraft {
  readonly name: string;
  readonly priority: string;
  /** Parameters with a single value, by name, as text. */
  readonly values: Readonly<Record<string, string>>;
  /** More parameters, a JSON object. */
  readonly more: string;
}

type Value = string | number | boolean;

const LEAST_PRIORITY = -1_000;
const GREATEST_PRIORITY = 1_000;

const isSingle = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value);

/** The parameters that have a field of their own: those with a single value. */
export function singleParameters(parameters: unknown): (readonly [name: string, value: Value])[] {
  if (parameters === null || typeof parameters !== 'object') return [];
  return Object.entries(parameters).flatMap(([name, value]) => (isSingle(value) ? [[name, value] as const] : []));
}

export function draftOfStart(parameters: unknown): StartDraft {
  return {
    name: '',
    priority: '0',
    values: Object.fromEntries(singleParameters(parameters).map(([name, value]) => [name, String(value)])),
    more: '',
  };
}

/**
 * The start that a draft stands for: with the parameters that differ from those of the configuration. Problems of values as `values.NAME`.
 */
export function readStart(
  configuration: { readonly id: string; readonly parameters: unknown },
  requestId: string,
  draft: StartDraft,
): Checked<StartTrainingJobInput> {
  const problems: Record<string, string> = {};
  const changed: Record<string, unknown> = {};
  for (const [name, value] of singleParameters(configuration.parameters)) {
    const text = (draft.values[name] ?? '').trim();
    if (text === String(value)) continue;
    const read = readAs(value, text);
    if (read === null) problems[`values.${name}`] = typeof value === 'number' ? 'Give a number.' : 'Give true or false.';
    else changed[name] = read;
  }
  const more = readObject(draft.more);
  if ('problem' in more) problems['more'] = more.problem;
  const priority = draft.priority.trim() === '' ? 0 : Number(draft.priority);
  if (!Number.isInteger(priority) || priority < LEAST_PRIORITY || priority > GREATEST_PRIORITY)
    problems['priority'] = `Give a whole number from ${LEAST_PRIORITY} to ${GREATEST_PRIORITY}.`;
  if ('problem' in more || Object.keys(problems).length > 0) return { ok: false, problems };
  const name = draft.name.trim();
  return {
    ok: true,
    value: {
      configurationId: configuration.id,
      requestId,
      ...(name !== '' && { name }),
      ...(priority !== 0 && { priority }),
      parameters: { ...changed, ...more.value },
    },
  };
}

/** What was typed, as the type that the parameter has; null: it is none of that type. */
function readAs(value: Value, text: string): Value | null {
  if (typeof value === 'string') return text;
  if (typeof value === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
