import { BadInput, fail, succeed, type Result } from './errors.ts';

/** What was given, and in which argument. */
export interface Given<Value> {
  readonly value: Value;
  /** Its name; '': several arguments held a field each. */
  readonly argument: string;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The one of some arguments that is given, where an argument has an earlier name: the first is the one to use. */
export function eitherOf<Value>(named: Readonly<Record<string, Value | null | undefined>>): Result<Given<Value>, BadInput> {
  const [first, second] = Object.entries(named).filter(([, value]) => isGiven(value));
  if (first === undefined) return fail(new BadInput(Object.keys(named)[0] as string, 'is missing'));
  if (second !== undefined) return fail(new BadInput(second[0], `is given beside ${first[0]}, whose earlier name it is; give ${first[0]} only`));
  return succeed({ value: first[1] as Value, argument: first[0] });
}

/** The input of a change, where its fields were arguments of their own before. */
export function inputOf<Input extends object, Earlier extends object>(input: Input | null | undefined, earlier: Earlier): Result<Given<Input | Earlier>, BadInput> {
  const field = Object.entries(earlier).find(([, value]) => isGiven(value))?.[0];
  if (input === undefined || input === null) return field === undefined ? fail(new BadInput('input', 'is missing')) : succeed({ value: earlier, argument: '' });
  if (field !== undefined) return fail(new BadInput(field, 'is given beside input, which has a field for it; give input only'));
  return succeed({ value: input, argument: 'input' });
}
