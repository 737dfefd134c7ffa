import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface NabFile {
  /** As `realTraffic/speed_6005.csv`. */
  readonly name: string;
  /** Instants of rows, in ms; NAB's times have no zone, and are read as UTC. */
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly windows: readonly (readonly [first: number, last: number])[];
}

const instantOf = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);

/** The files of a folder laid out as NAB's repository, that are there, in the order of their names. */
export function corpusOf(folder: string): NabFile[] {
  const path = join(folder, 'labels/combined_windows.json');
  if (!existsSync(path)) throw new Error(`${path} is not there; --nab takes a folder with data/, labels/combined_windows.json and config/`);
  const windows = JSON.parse(readFileSync(path, 'utf8')) as Record<string, readonly (readonly [string, string])[]>;
  return Object.keys(windows)
    .filter((name) => existsSync(join(folder, 'data', name)))
    .toSorted()
    .map((name) => {
      const rows = readFileSync(join(folder, 'data', name), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      const at = rows.map(([time]) => instantOf(time as string));
      const places = windows[name] ?? [];
      return {
        name,
        at,
        values: rows.map(([, value]) => Number(value)),
        windows: places.map(([first, last]) => [at.indexOf(instantOf(first)), at.lastIndexOf(instantOf(last))] as const),
      };
    });
}

/** Scores of published detectors, where the folder has them: by detector, then by file. */
export function publishedScores(folder: string): Map<string, Map<string, number[]>> {
  const detectors = new Map<string, Map<string, number[]>>();
  const place = join(folder, 'results');
  const ending = '_anomaly_scores.csv.gz';
  for (const name of existsSync(place) ? readdirSync(place) : []) {
    if (!name.endsWith(ending)) continue;
    const files = new Map<string, number[]>();
    for (const line of gunzipSync(readFileSync(join(place, name)))
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(1)) {
      const [file, , score] = line.split(',') as [string, string, string];
      const scores = files.get(file) ?? [];
      files.set(file, scores);
      scores.push(Number(score));
    }
    detectors.set(name.slice(0, -ending.length), files);
  }
  return detectors;
}
