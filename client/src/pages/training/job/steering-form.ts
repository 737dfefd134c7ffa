import type { ParameterChange, SteeredJobFragment } from '../../../graphql/generated/graphql.ts';

export type Declared = SteeredJobFragment['parameters'][number];

/** What is typed for each parameter, by name; absent: as it is. */
export type SteeringDraft = Readonly<Record<string, string>>;

export const appliesWords: Record<ParameterChange, string> = {
  NOW: 'at the next step',
  AT_EPOCH: 'at the next epoch',
  NEEDS_RESTART: 'needs a restart from a checkpoint',
  IMPOSSIBLE: 'cannot be changed in this job',
};

export const isSteerable = ({ applies }: Declared): boolean => applies === 'NOW' || applies === 'AT_EPOCH';

export const draftOfParameters = (parameters: readonly Declared[]): SteeringDraft =>
  Object.fromEntries(parameters.filter(isSteerable).map(({ name, current }) => [name, current == null ? '' : String(current)]));

/** The values that differ from what the trainer uses, or what keeps them from being sent, by name. */
export function readSteering(
  parameters: readonly Declared[],
  draft: SteeringDraft,
):
  | { readonly ok: true; readonly value: Readonly<Record<string, number | string | boolean>> }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  const value: Record<string, number | string | boolean> = {};
  for (const parameter of parameters.filter(isSteerable)) {
    const text = (draft[parameter.name] ?? '').trim();
    if (text === (parameter.current == null ? '' : String(parameter.current))) continue;
    const read = valueOf(parameter, text);
    if (typeof read === 'object') problems[parameter.name] = read.problem;
    else value[parameter.name] = read;
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const [first] = parameters.filter(isSteerable);
  if (Object.keys(value).length === 0 && first !== undefined) return { ok: false, problems: { [first.name]: 'Nothing is changed yet.' } };
  return { ok: true, value };
}

function valueOf({ type, minimum, maximum }: Declared, text: string): number | string | boolean | { readonly problem: string } {
  if (type === 'STRING') return text;
  if (type === 'BOOLEAN') return text === 'true' ? true : text === 'false' ? false : { problem: 'Give true or false.' };
  const number = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return { problem: 'Give a number.' };
  if (type === 'INT' && !Number.isSafeInteger(number)) return { problem: 'Give a whole number.' };
  if (minimum != null && number < minimum) return { problem: `At least ${minimum}.` };
  if (maximum != null && number > maximum) return { problem: `At most ${maximum}.` };
  return number;
}

/** How a change was requested, for the marks on the curves: one for each parameter that was applied. */
export function appliedChanges(updates: SteeredJobFragment['parameterUpdates']) {
  return updates.flatMap(({ status, parameters, previous, appliedAtStep }) => {
    if (status !== 'APPLIED' || appliedAtStep == null) return [];
    const before = previous as Readonly<Record<string, unknown>>;
    return Object.entries(parameters as Readonly<Record<string, unknown>>).map(([parameter, to]) => ({
      step: appliedAtStep,
      parameter,
      from: typeof before[parameter] === 'number' ? before[parameter] : before[parameter] == null ? null : String(before[parameter]),
      to: typeof to === 'number' ? to : String(to),
    }));
  });
}
