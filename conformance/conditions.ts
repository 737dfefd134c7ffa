/** A condition of targeting, and attributes that it is asked about. */
export type Asked = readonly [condition: Readonly<Record<string, unknown>>, attributes: Readonly<Record<string, unknown>>];

const scalars = [
  null,
  true,
  false,
  0,
  1,
  2.5,
  -3,
  '',
  'a',
  'A',
  'ab',
  '1',
  '1.2.3',
  'v1.10.0',
  '1.10.0-beta.2',
  '2.0',
  'b\n',
  'é\u2003a',
  '\ud83d\ude00',
  '\u017f',
  '[',
  'v1+2\n3.4+b',
];
const values = [...scalars, [], ['a', 'b'], ['A'], [1, 2, 2.5], [null, ''], { x: 1 }, [{ x: 1 }, { x: 'a', y: 2 }], { x: { y: 'a' } }];
const paths = ['a', 'b', 'c.x', 'c.x.y', 'missing'];
const ofOne = ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'];
const ofLists = ['$in', '$ini', '$nin', '$nini', '$all', '$alli'];
const types = ['string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'];
const patterns = [
  '^a',
  'b$',
  '[0-9]+',
  'A',
  '',
  '(',
  's',
  '^(?:a|b|)$',
  '^.$',
  '\\s',
  '^[\\S-]+$',
  '\\ba',
  '\\w\\W',
  '[^[a]',
  '\\d{1,2}',
  '^b?\\u0020*',
];
const mostDeep = 2;

/** Conditions of every operator that a targeting may have, with attributes of every type: the same for the same seed (mulberry32). */
export function conditionsOf(seed: number, count: number): Asked[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const some = <Value>(make: () => Value, most: number): Value[] => Array.from({ length: Math.floor(random() * (most + 1)) }, make);

  const operators = (deep: number): Record<string, unknown> => {
    const kind = Math.floor(random() * 9);
    if (kind <= 1) return { [pick(ofOne)]: pick(scalars) };
    if (kind === 2) return { [pick(ofLists)]: some(() => pick(scalars), 4) };
    if (kind === 3) return { $exists: random() < 0.5 };
    if (kind === 4) return { $type: pick(types) };
    if (kind === 5) return { [pick(['$regex', '$regexi'])]: pick(patterns) };
    if (kind === 6) return { $size: random() < 0.5 ? Math.floor(random() * 4) : { $gt: 1 } };
    if (deep >= mostDeep) return { $gt: 1, $lt: 3 };
    if (kind === 7) return { $not: operators(deep + 1) };
    return { $elemMatch: random() < 0.5 ? operators(deep + 1) : { x: random() < 0.5 ? pick(scalars) : operators(deep + 1) } };
  };
  const condition = (deep: number): Record<string, unknown> => {
    const kind = Math.floor(random() * 10);
    if (deep < mostDeep && kind === 0) return { [pick(['$and', '$or', '$nor'])]: some(() => condition(deep + 1), 3) };
    if (deep < mostDeep && kind === 1) return { $not: condition(deep + 1) };
    if (kind <= 3) return { [pick(paths)]: pick(values) };
    if (kind === 4) return { [pick(paths)]: operators(deep), [pick(paths)]: operators(deep) };
    return { [pick(paths)]: operators(deep) };
  };
  return Array.from({ length: count }, () => [condition(0), { a: pick(values), b: pick(values), c: pick(values) }] as const);
}
