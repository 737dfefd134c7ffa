import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { momentOf } from '../../users/pure/stored.ts';
import { maxTextLength, type Scalar } from '../../users/types.ts';
import { maxDays, maxListed, type PropertyRule } from '../types.ts';
import { readText } from './fields.ts';
import type { PropertyInput } from './input.ts';

/** A condition on a property, its value being what the test is about. */
export function readProperty({ name: sent, test, value }: PropertyInput, path: string): PropertyRule | Problem {
  const name = readText(sent, `${path}.name`);
  if (name instanceof Problem) return name;
  const at = `${path}.value`;
  switch (test) {
    case 'EXISTS':
      return value === undefined || value === null ? { name, test } : new Problem(at, `is ${shown(value)}; EXISTS takes none`);
    case 'IS':
      return readValues(value, at, (values) => ({ name, test, values }));
    case 'CONTAINS': {
      if (typeof value !== 'string') return new Problem(at, `is ${shown(value)}; CONTAINS takes a text`);
      const text = readText(value, at);
      return text instanceof Problem ? text : { name, test, text };
    }
    case 'BEFORE':
    case 'AFTER':
      if (typeof value !== 'string' || momentOf(value) === null)
        return new Problem(at, `is ${shown(value)}; ${test} takes a date in ISO 8601, from 1900 to 2298, such as "2026-01-31"`);
      return { name, test, at: value };
    case 'WITHIN_DAYS':
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > maxDays)
        return new Problem(at, `is ${shown(value)}; WITHIN_DAYS takes a whole number of days from 1 to ${maxDays}`);
      return { name, test, days: value };
    default:
      if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem(at, `is ${shown(value)}; ${test} takes a number`);
      return { name, test, number: value };
  }
}

function readValues(value: unknown, path: string, rule: (values: readonly Scalar[]) => PropertyRule): PropertyRule | Problem {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (list.length === 0) return new Problem(path, 'is missing: IS takes a text, a number, true, false or a list of these');
  if (list.length > maxListed) return new Problem(path, `has ${list.length} values; at most ${maxListed} are taken`);
  const values: Scalar[] = [];
  for (const [place, one] of list.entries()) {
    const read =
      typeof one === 'string'
        ? exactText(one, `${path}[${place}]`)
        : typeof one === 'boolean' || (typeof one === 'number' && Number.isFinite(one))
          ? one
          : new Problem(`${path}[${place}]`, `is ${shown(one)}; a text, a number, true or false is taken`);
    if (read instanceof Problem) return read;
    values.push(read === 0 ? 0 : read);
  }
  return rule(values);
}

/** A text as it was sent: values are compared letter by letter, spaces too. */
function exactText(text: string, path: string): string | Problem {
  if (text.length > maxTextLength) return new Problem(path, `is ${text.length} characters long; at most ${maxTextLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text : new Problem(path, problem);
}
