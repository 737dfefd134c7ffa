import { Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, shown, type Fields } from '../../../platform/ingest/values.ts';
import { checkKinds, maxScoreNameLength, type Check, type CheckKind } from '../types.ts';

/** Names of checks that are given none. */
const names: Readonly<Record<CheckKind, string>> = {
  EQUALS: 'exact match',
  CONTAINS: 'contains expected',
  JSON_EQUALS: 'JSON equal',
  NUMBER_NEAR: 'number',
};

/** Checks as they can be stored, or what is wrong with each. */
export function readChecks(sent: readonly Fields[]): readonly Check[] | Problem | Problems {
  const problems: Problem[] = [];
  const checks = sent.map((input, at): Check => {
    const read = <Value>(value: Value | Problem, otherwise: Value): Value => {
      if (!(value instanceof Problem)) return value;
      problems.push(new Problem(`checks[${at}].${value.field}`, value.reason));
      return otherwise;
    };
    const kind = read(readKind(input), 'EQUALS' as CheckKind);
    const hasName = input['name'] !== undefined && input['name'] !== null;
    return {
      kind,
      name: hasName ? read(readLine(input, 'name', maxScoreNameLength), '') : names[kind],
      ignoresCase: input['ignoresCase'] === true,
      tolerance: read(readTolerance(input), 0),
      isRelative: input['isRelative'] === true,
    };
  });
  if (problems.length > 0) return new Problems(problems);
  const twice = checks.findIndex(({ name }, at) => checks.findIndex((other) => other.name === name) < at);
  return twice < 0
    ? checks
    : new Problem(`checks[${twice}].name`, `is ${shown(checks[twice]?.name)}, the name of a check before it; each has its own`);
}

const readKind = (input: Fields): CheckKind | Problem =>
  checkKinds.includes(input['kind'] as CheckKind)
    ? (input['kind'] as CheckKind)
    : new Problem('kind', `is ${shown(input['kind'])}; one of ${checkKinds.join(', ')} is taken`);

function readTolerance(input: Fields): number | Problem {
  const value = input['tolerance'];
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : new Problem('tolerance', `is ${shown(value)}; a number from 0 is taken`);
}
