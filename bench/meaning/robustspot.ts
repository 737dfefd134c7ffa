import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leavesOf, totalOf, type LeafRow } from '../../server/src/domains/causes/pure/leaves.ts';
import { searchCauses } from '../../server/src/domains/causes/pure/search.ts';
import { rateView } from '../../server/src/domains/causes/pure/views.ts';

interface Incident {
  readonly name: string;
  /** Its minute, in seconds since 1970. */
  readonly at: number;
  /** Each by dimension; several: each of them is a cause. */
  readonly causes: readonly Readonly<Record<string, string>>[];
}

const mostConditions = 3;

/**
 * Incidents of RobustSpot: leaves with the number of failed and of all requests in each minute. What is looked for is the rise of the share from
 * the minutes before the incident to its own. RC@k: among the first k groups found is one of the incident's causes, with exactly its conditions.
 */
export function robustspot([folder]: readonly string[]): void {
  const incidents = incidentsOf(folder as string);
  const ranks = incidents.map((incident) => rankOf(folder as string, incident));
  console.log(`\nRobustSpot: ${incidents.length} incidents`);
  const places = ranks.map((_, place) => place);
  print(
    'settings were chosen on (even places)',
    ranks,
    places.filter((place) => place % 2 === 0),
  );
  print(
    'held out (odd places)',
    ranks,
    places.filter((place) => place % 2 === 1),
  );
  print(
    'one cause each',
    ranks,
    places.filter((place) => incidents[place]?.causes.length === 1),
  );
  print('all', ranks, places);
  bigSearch();
  console.log(`rc1 ${shareWithin(ranks, places, 1).toFixed(1)} rc3 ${shareWithin(ranks, places, 3).toFixed(1)}`);
}

const shareWithin = (ranks: readonly number[], places: readonly number[], most: number): number =>
  (100 * places.filter((place) => (ranks[place] as number) < most).length) / places.length;

function print(name: string, ranks: readonly number[], places: readonly number[]): void {
  const cells = [1, 3, 5].map((most) => `RC@${most} ${shareWithin(ranks, places, most).toFixed(1)} %`.padStart(14));
  console.log(`  ${name.padEnd(40)} ${String(places.length).padStart(3)} ${cells.join('')}`);
}

/** `anomaly.yaml`, as RobustSpot writes it. */
function incidentsOf(folder: string): Incident[] {
  const path = join(folder, 'anomaly.yaml');
  if (!existsSync(path))
    throw new Error(`${path} is not there; --robustspot takes a folder with anomaly.yaml and a file NAME.csv for each incident`);
  const entries = readFileSync(path, 'utf8').matchAll(/- data: (.*?)\s*\n\s+timestamp: (\d+)\s*\n\s+cause: (.*)/g);
  return [...entries].map(([, name, at, causes]) => ({
    name: name as string,
    at: Number(at),
    causes: [...(causes as string).matchAll(/\{([^}]*)\}/g)].map(([, conditions]) =>
      Object.fromEntries([...(conditions as string).matchAll(/'([^']+)'\s*:\s*'?([^',]+)'?/g)].map(([, key, value]) => [key, value])),
    ),
  }));
}

/** The place of the first right group, from 0; infinite where none of those found is right. */
function rankOf(folder: string, { name, at, causes }: Incident): number {
  const [header = [], ...lines] = readFileSync(join(folder, `${name}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  const column = (wanted: string): number => header.indexOf(wanted);
  const dimensions = header.filter((one) => !['min', 'value', 'cnt'].includes(one));
  const rows = lines.flatMap((line): LeafRow[] => {
    const minute = Number(line[column('min')]);
    if (minute > at) return [];
    const values = dimensions.map((dimension) => line[column(dimension)] as string);
    const [part, of] = [Number(line[column('value')]), Number(line[column('cnt')])];
    return [{ values, window: minute === at ? 'current' : 'baseline', part, of }];
  });
  const leaves = leavesOf(dimensions, rows);
  const found = searchCauses(leaves, [rateView({ total: totalOf(leaves), direction: 1, unit: 1 })], mostConditions).causes;
  const rank = found.findIndex((cause) => {
    const conditions = new Map(
      cause.dimensions.map((dimension, place) => [dimensions[dimension], leaves.values[dimension]?.[cause.codes[place] as number]]),
    );
    return causes.some(
      (right) =>
        Object.keys(right).length === conditions.size && Object.entries(right).every(([key, value]) => conditions.get(key) === value),
    );
  });
  return rank < 0 ? Number.POSITIVE_INFINITY : rank;
}

/** The time of a search among 100,000 leaves of nine dimensions, one group of two conditions with twice its failures. */
function bigSearch(): void {
  const sizes = [12, 5, 8, 4, 10, 6, 24, 30, 3];
  let state = 18;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const rows = Array.from({ length: 100_000 }, () => sizes.map((size) => Math.floor(size * random() ** 1.5))).flatMap(
    (codes): LeafRow[] => {
      const of = Math.ceil(20 * random());
      const isCause = codes[0] === 1 && codes[3] === 2;
      const failures = (share: number): number => Array.from({ length: of }, random).filter((draw) => draw < share).length;
      const values = codes.map(String);
      return [
        { values, window: 'baseline', part: failures(0.1), of },
        { values, window: 'current', part: failures(isCause ? 0.3 : 0.1), of },
      ];
    },
  );
  const leaves = leavesOf(
    sizes.map((_, place) => `d${place}`),
    rows,
  );
  const started = performance.now();
  const [first] = searchCauses(leaves, [rateView({ total: totalOf(leaves), direction: 1, unit: 1 })], mostConditions).causes;
  const seconds = (performance.now() - started) / 1_000;
  const isRight =
    first?.dimensions.join() === '0,3' &&
    leaves.values[0]?.[first.codes[0] as number] === '1' &&
    leaves.values[3]?.[first.codes[1] as number] === '2';
  console.log(
    `  a search among ${leaves.currentOf.length} leaves of nine dimensions: ${seconds.toFixed(2)} s (target: below 2 s), ${isRight ? 'the right group first' : 'NOT the right group first'}`,
  );
}
