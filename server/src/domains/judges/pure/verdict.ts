import { fencedText } from '../../../platform/ingest/fenced.ts';
import type { RubricContent, RubricScale, Verdict } from '../types.ts';

type Scaled = Pick<RubricContent, 'scale' | 'categories'>;

/** JSON Schema of what a judge answers; the reason comes first, so that the verdict follows from it. */
export function verdictSchema({ scale, categories }: Scaled): object {
  const verdicts: Readonly<Record<RubricScale, object>> = {
    PASS_FAIL: { type: 'string', enum: ['pass', 'fail'] },
    ONE_TO_FIVE: { type: 'integer', enum: [1, 2, 3, 4, 5] },
    ZERO_TO_ONE: { type: 'number', minimum: 0, maximum: 1 },
    CATEGORY: { type: 'string', enum: [...categories] },
  };
  return schemaWith(verdicts[scale]);
}

/** The same for a pair. */
export const pairSchema: object = schemaWith({ type: 'string', enum: ['first', 'second', 'tie'] });

function schemaWith(verdict: object): object {
  return {
    type: 'object',
    properties: { reason: { type: 'string', description: 'One to three sentences.' }, verdict },
    required: ['reason', 'verdict'],
    additionalProperties: false,
  };
}

const maxReasonLength = 2_000;

/** What a judge has answered; a text: why it is no verdict, for the judge. */
export function readVerdict(answer: string, { scale, categories }: Scaled): Verdict | string {
  const read = readObject(answer);
  if (typeof read === 'string') return read;
  const { verdict, reason } = read;
  switch (scale) {
    case 'PASS_FAIL':
      return verdict === 'pass' || verdict === 'fail'
        ? { value: verdict === 'pass' ? 1 : 0, label: verdict, reason }
        : 'The verdict is not "pass" or "fail".';
    case 'ONE_TO_FIVE':
      return typeof verdict === 'number' && Number.isInteger(verdict) && verdict >= 1 && verdict <= 5
        ? { value: verdict, label: null, reason }
        : 'The verdict is not a whole number from 1 to 5.';
    case 'ZERO_TO_ONE':
      return typeof verdict === 'number' && verdict >= 0 && verdict <= 1
        ? { value: verdict, label: null, reason }
        : 'The verdict is not a number from 0 to 1.';
    case 'CATEGORY':
      return typeof verdict === 'string' && categories.includes(verdict)
        ? { value: null, label: verdict, reason }
        : `The verdict is not one of ${categories.map((category) => JSON.stringify(category)).join(', ')}.`;
    default:
      return scale satisfies never;
  }
}

/** Of a pair: 1 the first is better, 0 the second, 0.5 a tie. */
export function readPairVerdict(answer: string): Verdict | string {
  const read = readObject(answer);
  if (typeof read === 'string') return read;
  const { verdict, reason } = read;
  return verdict === 'first' || verdict === 'second' || verdict === 'tie'
    ? { value: { first: 1, second: 0, tie: 0.5 }[verdict], label: verdict, reason }
    : 'The verdict is not "first", "second" or "tie".';
}

function readObject(answer: string): { readonly verdict: unknown; readonly reason: string } | string {
  // Servers without schemas often put a fence around it.
  const bare = fencedText(answer) ?? answer;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return answer.trim() === '' ? 'The answer is empty.' : 'The answer is not one JSON object.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The answer is not one JSON object.';
  const { verdict, reason, ...others } = value as Record<string, unknown>;
  if (verdict === undefined) return 'The answer has no field "verdict".';
  if (typeof reason !== 'string') return 'The answer has no text in the field "reason".';
  if (Object.keys(others).length > 0) return 'The answer has other fields than "reason" and "verdict".';
  return { verdict, reason: reason.replaceAll('\u0000', '').slice(0, maxReasonLength).toWellFormed() };
}
