/**
 * Node and the browser may carry different versions of V8, whose logarithms and powers differ in the last digit; so would a coordinate,
 * and React would say so. Here that is not the question: both round these functions alike, before anything is computed.
 */
const NAMES = [
  'acos',
  'asin',
  'atan',
  'atan2',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'hypot',
  'log',
  'log10',
  'log1p',
  'log2',
  'pow',
  'sin',
  'sinh',
  'tan',
  'tanh',
] as const;
for (const name of NAMES) {
  const exact = Math[name] as (...values: number[]) => number;
  Math[name] = (...values: number[]) => Number(exact(...values).toPrecision(13));
}
