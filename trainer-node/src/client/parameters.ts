/** What a trainer can change while it runs, and requests to change it. */

export interface Parameter {
  readonly name: string;
  readonly type: 'FLOAT' | 'INT' | 'BOOLEAN' | 'STRING';
  /** At the next step, at the next epoch, from a checkpoint in a new attempt, or never. */
  readonly applies: 'NOW' | 'AT_EPOCH' | 'NEEDS_RESTART' | 'IMPOSSIBLE';
  readonly current?: number | string | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** For a change that is not possible while the job runs: the reason. */
  readonly why?: string;
}

/** A request. It is applied as a whole or refused as a whole. */
export interface ParameterUpdate {
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Everything that stands against an update; empty when it can be applied. */
export function objections(update: ParameterUpdate, declared: readonly Parameter[]): string[] {
  const entries = Object.entries(update.parameters);
  if (entries.length === 0) return ['the update names no parameter'];
  return entries.flatMap(([name, value]) => {
    const parameter = declared.find((one) => one.name === name);
    const objection = parameter === undefined ? `${name} is no parameter of this trainer` : objectionTo(parameter, value);
    return objection === null ? [] : [objection];
  });
}

function objectionTo({ name, type, applies, minimum, maximum, why }: Parameter, value: unknown): string | null {
  if (applies === 'IMPOSSIBLE' || applies === 'NEEDS_RESTART') {
    const possible = applies === 'IMPOSSIBLE' ? 'cannot change' : 'needs a restart from a checkpoint';
    return `${name} ${possible}${why === undefined ? '' : `: ${why}`}`;
  }
  if (!isOfType(type, value)) return `${name} is of type ${type}, and ${JSON.stringify(value)} is not`;
  if (minimum !== undefined && (value as number) < minimum) return `${name} is at least ${minimum}`;
  if (maximum !== undefined && (value as number) > maximum) return `${name} is at most ${maximum}`;
  return null;
}

function isOfType(type: Parameter['type'], value: unknown): boolean {
  if (type === 'BOOLEAN') return typeof value === 'boolean';
  if (type === 'STRING') return typeof value === 'string';
  return type === 'INT' ? Number.isSafeInteger(value) : Number.isFinite(value);
}
