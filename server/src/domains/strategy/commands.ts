import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import type { Prisma, StrategyRecommendation } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { saveConfiguration } from '../runners/commands/configurations.ts';
import { BadStrategy, RecommendationGone } from './errors.ts';
import { checkConstraints, type ConstraintsInput } from './ingest.ts';
import { currentStrategy } from './load.ts';
import { finishedJobs } from './queries.ts';
import { strategyGoals, type Recommendation, type StrategyGoal } from './types.ts';

export interface AdoptInput {
  readonly key: string;
  readonly goals?: readonly StrategyGoal[] | null | undefined;
  readonly constraints?: ConstraintsInput | null | undefined;
  /** Of the configuration; absent: made of the title. */
  readonly name?: string | null | undefined;
  /** Absent: that of the configuration of the best job of the basis. */
  readonly command?: string | null | undefined;
}

const longestName = 200;

/**
 * Makes a job configuration of a recommendation: the parameters of the best job of its basis, and over them those that it sets. What was
 * predicted is kept with it.
 *
 * Errors  RECOMMENDATION_GONE where the jobs of now do not give it; BAD_STRATEGY where it is about data, or no command is known.
 */
export async function adoptRecommendation(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId, person }: Viewer,
  input: AdoptInput,
  now: Date,
): Promise<Result<StrategyRecommendation, DomainError>> {
  const constraints = checkConstraints(input.constraints ?? {});
  if (!constraints.ok) return fail(constraints.failure.within('constraints'));
  const strategy = await currentStrategy(stores, workspaceId, input.goals ?? strategyGoals, constraints.value);
  const chosen = strategy.recommendations.find(({ key }) => key === input.key);
  if (chosen === undefined) return fail(new RecommendationGone(input.key));
  if (Object.keys(chosen.parameters).length === 0)
    return fail(new BadStrategy('key', 'is of a recommendation that sets no parameter of a job; it is about data, or the end of a job'));
  const made = await configurationOf(stores, workspaceId, chosen, input, now);
  if (!made.ok) return made;
  const { predicted, baseline } = chosen;
  return succeed(
    await stores.prisma.strategyRecommendation.create({
      data: {
        workspaceId,
        kind: chosen.kind,
        title: chosen.title,
        baseModel: strategy.group?.baseModel ?? null,
        parameters: chosen.parameters as Prisma.InputJsonObject,
        basisJobIds: [...chosen.basisJobIds],
        baseline,
        predicted: predicted?.value ?? null,
        predictedLow: predicted?.low ?? null,
        predictedHigh: predicted?.high ?? null,
        configurationId: made.value,
        createdAt: now,
        createdBy: person === null ? null : person.name === '' ? person.email : person.name,
      },
    }),
  );
}

async function configurationOf(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  { basisJobIds, title, parameters }: Recommendation,
  { name, command }: AdoptInput,
  now: Date,
): Promise<Result<string, DomainError>> {
  const basis = new Set(basisJobIds);
  const jobs = (await finishedJobs(stores.postgres, { workspaceId })).filter(({ id }) => basis.has(id));
  const best = jobs.toSorted((one, other) => one.loss - other.loss);
  const base = best.find(({ configurationId }) => configurationId !== null);
  const known =
    base?.configurationId == null
      ? null
      : await stores.prisma.trainingConfigurationVersion.findFirst({
          where: { workspaceId, configurationId: base.configurationId },
          orderBy: { version: 'desc' },
        });
  const [first] = best;
  if (first === undefined) return fail(new NotFound('Training job', basisJobIds[0] ?? '', 'input.key'));
  const chosen = command ?? known?.command ?? null;
  if (chosen === null || chosen.trim() === '')
    return fail(
      new BadStrategy(
        'command',
        'is missing; no job of the basis was started from a configuration, so that the command of the trainer is needed',
      ),
    );
  return saveConfiguration(
    stores,
    workspaceId,
    {
      id: null,
      name: name ?? title.slice(0, longestName),
      command: chosen,
      parameters: { ...first.hyperparameters, ...parameters },
      labels: known?.labels ?? [],
      project: known?.project ?? null,
      baseModel: first.baseModel,
      timeLimitSeconds: known?.timeLimitSeconds ?? null,
    },
    now,
  );
}

/** Forgets that a recommendation was taken; its configuration stays. Gives the id. */
export async function deleteRecommendation(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.strategyRecommendation.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Strategy recommendation', id)) : succeed(id);
}
