import type { Deployed, LineageVersion, Period } from '../types.ts';

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
 * The name of the model is that of the version deployed last before; before the first mark of a deployment, and without any, of the one
 * made last.
 */
export function periodsOf(versions: readonly LineageVersion[], deployments: readonly Deployed[] = []): Period[] {
  const always = new Date(0);
  const byId = new Map(versions.map((version) => [version.id, version]));
  const marks = deployments.flatMap(({ versionId, deployedAt: since }) => {
    const version = byId.get(versionId);
    return version === undefined ? [] : [{ name: version.model, since, versionId }];
  });
  const firstMark = new Map<string, Date>();
  for (const { name, since } of marks) if (since < (firstMark.get(name) ?? new Date(8.64e15))) firstMark.set(name, since);
  const own = versions.flatMap((version) => [
    ...ownNames(version).map((name) => ({ name, since: always, versionId: version.id })),
    ...(version.madeAt < (firstMark.get(version.model) ?? new Date(8.64e15))
      ? [{ name: version.model, since: version.madeAt, versionId: version.id }]
      : []),
  ]);
  return [...own, ...marks];
}

/** When the name of its model meant a version last: to null where it still does. Null: never. */
export function lastPeriod(
  periods: readonly Period[],
  { id, model }: Pick<LineageVersion, 'id' | 'model'>,
): { readonly from: Date; readonly to: Date | null } | null {
  const ofName = periods.filter(({ name }) => name === model).toSorted((one, other) => one.since.getTime() - other.since.getTime());
  const place = ofName.findLastIndex(({ versionId }) => versionId === id);
  if (place < 0) return null;
  const next = ofName.slice(place + 1).find(({ versionId }) => versionId !== id);
  const first = ofName.slice(0, place).findLastIndex(({ versionId }) => versionId !== id) + 1;
  return { from: (ofName[first] as Period).since, to: next?.since ?? null };
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
