import { expect, test } from 'vitest';
import type { DeclaredParameter, ParameterValue } from '../types.ts';
import { objectionTo } from './parameter.ts';

const declared = (fields: Partial<DeclaredParameter>): DeclaredParameter => ({
  name: 'p',
  type: 'FLOAT',
  applies: 'NOW',
  minimum: null,
  maximum: null,
  current: null,
  ...fields,
});

const cases: readonly (readonly [Partial<DeclaredParameter>, ParameterValue, string | null])[] = [
  [{}, 1e-5, null],
  [{}, 3, null],
  [{}, '3', 'is "3"; a value of type FLOAT is taken'],
  [{}, true, 'is true; a value of type FLOAT is taken'],
  [{ type: 'INT' }, 4, null],
  [{ type: 'INT' }, 4.5, 'is 4.5; a value of type INT is taken'],
  [{ type: 'INT' }, 2 ** 53, 'is 9007199254740992; a value of type INT is taken'],
  [{ type: 'BOOLEAN' }, false, null],
  [{ type: 'BOOLEAN' }, 0, 'is 0; a value of type BOOLEAN is taken'],
  [{ type: 'STRING' }, '', null],
  [{ type: 'STRING' }, 1, 'is 1; a value of type STRING is taken'],
  [{ minimum: 0, maximum: 1 }, 0, null],
  [{ minimum: 0, maximum: 1 }, 1, null],
  [{ minimum: 0, maximum: 1 }, -1e-9, 'is -1e-9; at least 0 is taken'],
  [{ minimum: 0, maximum: 1 }, 1.000001, 'is 1.000001; at most 1 is taken'],
  [{ applies: 'AT_EPOCH' }, 1, null],
  [{ applies: 'NEEDS_RESTART' }, 1, 'can be changed only by a restart from a checkpoint'],
  [{ applies: 'IMPOSSIBLE' }, 1, 'cannot be changed while the job runs'],
];

test.each(cases)('%o takes %o: %s', (fields, value, objection) => expect(objectionTo(declared(fields), value)).toBe(objection));
