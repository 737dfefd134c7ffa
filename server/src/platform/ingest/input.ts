import { fail, succeed, type BadInput, type FieldProblem, type Result } from '../graphql/errors.ts';
import { BeyondRights, Problem } from './rejection.ts';

/** Several problems of one part of an input. A class, so that a checked value is never mistaken for them. */
export class Problems {
  readonly all: readonly FieldProblem[];
  constructor(all: readonly FieldProblem[]) {
    this.all = all;
  }
}

/** What was read of an input, without the problems. */
export type Sound<Read extends object> = { [Field in keyof Read]: Exclude<Read[Field], Problem | Problems> };

/** What was read of a part of an input (values.ts), or all of its problems, in the order of the fields. */
export function sound<Read extends object>(read: Read): Sound<Read> | Problems {
  const problems = Object.values(read).flatMap((value): readonly FieldProblem[] =>
    value instanceof Problem ? [value] : value instanceof Problems ? value.all : [],
  );
  return problems.length === 0 ? (read as Sound<Read>) : new Problems(problems.map(({ field, reason }) => ({ field, reason })));
}

/**
 * What was read of the input of one change, or the failure that names every field at fault. A batch is checked item by item instead
 * (rejection.ts): one bad item does not cost the others.
 */
export function checkInput<Read extends object, Failure extends BadInput>(
  read: Read,
  Refusal: new (field: string, reason: string, others: readonly FieldProblem[], isBeyondRights?: boolean) => Failure,
): Result<Sound<Read>, Failure> {
  const checked = sound(read);
  const isBeyondRights = Object.values(read).some((value) => value instanceof BeyondRights);
  return checked instanceof Problems ? fail(refusal(checked, Refusal, isBeyondRights)) : succeed(checked);
}

function refusal<Failure extends BadInput>(
  { all }: Problems,
  Refusal: new (field: string, reason: string, others: readonly FieldProblem[], isBeyondRights?: boolean) => Failure,
  isBeyondRights: boolean,
): Failure {
  const [first, ...others] = all;
  return new Refusal(first?.field ?? '', first?.reason ?? '', others, isBeyondRights);
}
