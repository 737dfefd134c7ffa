import type { LineageVersion, Period } from '../types.ts';

/** Names that mean one version alone, beside those that it was given. */
export const ownNames = ({
  model,
  version,
  label,
  servedAs,
}: Pick<LineageVersion, 'model' | 'version' | 'label' | 'servedAs'>): string[] => [
  ...new Set([
    ...servedAs,
    `${model}:v${version}`,
    `${model}@${version}`,
    ...(label === null ? [] : [`${model}:${label}`, `${model}@${label}`]),
  ]),
];

/**
 * Which version answers belong to, by the name of the model that they state and their time. A name of one version alone is always its.
 * The name of the model is its newest version's then: the one made last.
 */
export function periodsOf(versions: readonly LineageVersion[]): Period[] {
  const always = new Date(0);
  return versions.flatMap((version) => [
    ...ownNames(version).map((name) => ({ name, since: always, versionId: version.id })),
    { name: version.model, since: version.madeAt, versionId: version.id },
  ]);
}

/** The version that a name means at a time; null: none was there then. */
export function versionAt(periods: readonly Period[], name: string, at: Date): string | null {
  let found: Period | null = null;
  for (const period of periods)
    if (period.name === name && period.since <= at && (found === null || period.since >= found.since)) found = period;
  return found?.versionId ?? null;
}

/** The version that a run of a benchmark tested: the one that it names, else the one that the model's name meant when it began. */
export function versionOfRun(
  versions: readonly LineageVersion[],
  periods: readonly Period[],
  run: { readonly model: string; readonly modelVersion: string | null; readonly startedAt: Date },
): string | null {
  const { model, modelVersion, startedAt } = run;
  if (modelVersion === null) return versionAt(periods, model, startedAt);
  const named = versions.filter((one) => one.model === model && [one.label, String(one.version), `v${one.version}`].includes(modelVersion));
  // A label that several versions have is the newest one's.
  return named.toSorted((one, other) => other.version - one.version)[0]?.id ?? null;
}
