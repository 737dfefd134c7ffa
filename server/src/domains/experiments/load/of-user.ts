import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { exposuresOfUnits, variantsNamed } from '../queries/of-user.ts';
import { exposureLines } from '../record/exposures.ts';
import type { ExperimentKind, ExperimentState } from '../types.ts';

export const maxOfUser = 200;

/** A variant of an experiment or flag that a user was shown. */
export interface UserVariant {
  readonly key: string;
  /** null: the workspace has no experiment of this key. */
  readonly experiment: { readonly name: string; readonly kind: ExperimentKind; readonly state: ExperimentState } | null;
  readonly variant: string;
  /** Of the last exposure; null: answers alone name the variant. */
  readonly phase: number | null;
  /** null: answers alone name the variant. */
  readonly firstExposedAt: Date | null;
  /** Last exposure, or message that names the variant. */
  readonly lastAt: Date;
  /** Answers that name the variant. */
  readonly answerCount: number;
}

/**
 * What a user was shown of experiments and flags, last seen first: by exposures whose unit is the user, and by messages of theirs that name
 * experiment and variant. A user who was shown two variants of one experiment has both.
 */
export async function variantsOfUser(stores: Stores, workspaceId: string, userId: string): Promise<UserVariant[]> {
  await exposureLines.land(stores);
  const of = { workspaceId, unitIds: [userId] };
  const [exposed, named] = await inWorkspace(workspaceId, () =>
    Promise.all([exposuresOfUnits(stores.clickhouse, of), variantsNamed(stores.clickhouse, { ...of, limit: maxOfUser })]),
  );
  const known = await stores.prisma.experiment.findMany({
    where: {
      workspaceId,
      OR: [{ id: { in: exposed.map(({ experimentId }) => experimentId) } }, { key: { in: named.map(({ key }) => key) } }],
    },
    select: { id: true, key: true, name: true, kind: true, state: true },
  });
  const byId = new Map(known.map((experiment) => [experiment.id, experiment]));
  const byKey = new Map(known.map((experiment) => [experiment.key, experiment]));
  const shown = new Map<string, UserVariant>();
  const experimentOf = (key: string): UserVariant['experiment'] => byKey.get(key) ?? null;
  for (const { experimentId, phase, variant, firstAt, lastAt } of exposed) {
    // Deleted between the two reads.
    const key = byId.get(experimentId)?.key;
    if (key === undefined) continue;
    const before = shown.get(JSON.stringify([key, variant]));
    shown.set(JSON.stringify([key, variant]), {
      key,
      experiment: experimentOf(key),
      variant,
      phase: Math.max(phase, before?.phase ?? 0),
      firstExposedAt: earlier(firstAt, before?.firstExposedAt ?? null),
      lastAt: later(lastAt, before?.lastAt ?? null),
      answerCount: 0,
    });
  }
  for (const { key, variant, answerCount, lastAt } of named) {
    const before = shown.get(JSON.stringify([key, variant]));
    shown.set(JSON.stringify([key, variant]), {
      ...(before ?? { key, experiment: experimentOf(key), variant, phase: null, firstExposedAt: null }),
      lastAt: later(lastAt, before?.lastAt ?? null),
      answerCount,
    });
  }
  return [...shown.values()].toSorted((one, other) => other.lastAt.getTime() - one.lastAt.getTime()).slice(0, maxOfUser);
}

const earlier = (one: Date, other: Date | null): Date => (other === null || one < other ? one : other);
const later = (one: Date, other: Date | null): Date => (other === null || one > other ? one : other);
