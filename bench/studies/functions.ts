/** A function whose least value is known, over ranges; what optimisers are compared with. */
export interface Objective {
  readonly name: string;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  readonly least: number;
  readonly of: (x: readonly number[]) => number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const same = (count: number, low: number, high: number): (readonly [number, number])[] => Array.from({ length: count }, () => [low, high]);

/** −Σ αᵢ exp(−Σ Aᵢⱼ (xⱼ − Pᵢⱼ)²), with P in ten-thousandths. */
const hartmann =
  (a: readonly (readonly number[])[], p: readonly (readonly number[])[]) =>
  (x: readonly number[]): number =>
    -sum(
      [1, 1.2, 3, 3.2].map(
        (alpha, i) => alpha * Math.exp(-sum(x.map((value, j) => (a[i]?.[j] ?? 0) * (value - (p[i]?.[j] ?? 0) * 1e-4) ** 2))),
      ),
    );

/** Twelve of the standard ones (Surjanovic and Bingham, Virtual Library of Simulation Experiments); functions.py has the same. */
export const objectives: readonly Objective[] = [
  { name: 'sphere', ranges: same(5, -5.12, 5.12), least: 0, of: (x) => sum(x.map((value) => (value - 1) ** 2)) },
  {
    name: 'rosenbrock',
    ranges: same(4, -2.048, 2.048),
    least: 0,
    of: (x) => sum(x.slice(1).map((next, i) => 100 * (next - (x[i] as number) ** 2) ** 2 + (1 - (x[i] as number)) ** 2)),
  },
  {
    name: 'branin',
    ranges: [
      [-5, 10],
      [0, 15],
    ],
    least: 0.397887357729738,
    of: ([x = 0, y = 0]) =>
      (y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10,
  },
  {
    name: 'hartmann3',
    ranges: same(3, 0, 1),
    least: -3.86277978,
    of: hartmann(
      [
        [3, 10, 30],
        [0.1, 10, 35],
        [3, 10, 30],
        [0.1, 10, 35],
      ],
      [
        [3689, 1170, 2673],
        [4699, 4387, 7470],
        [1091, 8732, 5547],
        [381, 5743, 8828],
      ],
    ),
  },
  {
    name: 'hartmann6',
    ranges: same(6, 0, 1),
    least: -3.32236801,
    of: hartmann(
      [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ],
      [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
      ],
    ),
  },
  {
    name: 'ackley',
    ranges: same(5, -20, 30),
    least: 0,
    of: (x) =>
      -20 * Math.exp(-0.2 * Math.sqrt(sum(x.map((value) => value * value)) / x.length)) -
      Math.exp(sum(x.map((value) => Math.cos(2 * Math.PI * value))) / x.length) +
      20 +
      Math.E,
  },
  {
    name: 'rastrigin',
    ranges: same(3, -4, 5.12),
    least: 0,
    of: (x) => 10 * x.length + sum(x.map((value) => value * value - 10 * Math.cos(2 * Math.PI * value))),
  },
  {
    name: 'levy',
    ranges: same(4, -10, 10),
    least: 0,
    of: (x) => {
      const w = x.map((value) => 1 + (value - 1) / 4);
      const last = w.at(-1) as number;
      return (
        Math.sin(Math.PI * (w[0] as number)) ** 2 +
        sum(w.slice(0, -1).map((value) => (value - 1) ** 2 * (1 + 10 * Math.sin(Math.PI * value + 1) ** 2))) +
        (last - 1) ** 2 * (1 + Math.sin(2 * Math.PI * last) ** 2)
      );
    },
  },
  {
    name: 'griewank',
    ranges: same(4, -300, 600),
    least: 0,
    of: (x) =>
      1 + sum(x.map((value) => value * value)) / 4000 - x.reduce((product, value, i) => product * Math.cos(value / Math.sqrt(i + 1)), 1),
  },
  {
    name: 'styblinski-tang',
    ranges: same(4, -5, 5),
    least: -39.16616570377142 * 4,
    of: (x) => sum(x.map((value) => value ** 4 - 16 * value ** 2 + 5 * value)) / 2,
  },
  {
    name: 'six-hump camel',
    ranges: [
      [-3, 3],
      [-2, 2],
    ],
    least: -1.0316284534898774,
    of: ([x = 0, y = 0]) => (4 - 2.1 * x * x + x ** 4 / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y,
  },
  {
    name: 'goldstein-price (log)',
    ranges: same(2, -2, 2),
    least: Math.log(3),
    of: ([x = 0, y = 0]) =>
      Math.log(
        (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
          (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y)),
      ),
  },
];
