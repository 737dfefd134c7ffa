import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { CohortRef } from '../../cohorts/schema/cohort.ts';
import { bookOf } from '../load/book.ts';
import { layerOf, targetingOf } from '../load/definition.ts';
import { actsIn } from '../pure/transition.ts';
import {
  maxMetrics,
  maxOverrides,
  maxRampSteps,
  maxVariants,
  maxVersions,
  type ExperimentMetric,
  type RampStep,
  type Variant,
  maxPauses,
  type ServerPause,
} from '../types.ts';
import {
  ExperimentCorrectionEnum,
  ExperimentKindEnum,
  ExperimentMethodEnum,
  ExperimentStateEnum,
  ExperimentUnitEnum,
  FlagValueTypeEnum,
} from './enums.ts';
import { ExperimentMetricRef, LayerRangeRef, RampStepRef, ServerPauseRef, VariantRef } from './parts.ts';

export const ExperimentRef = builder.prismaNode('Experiment', {
  id: { field: 'id' },
  nullable: true,
  description: 'An experiment, which serves the flag of its key; or a flag, which is one without an analysis.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key by which code asks for the experiment; unique in the workspace.' }),
    name: t.exposeString('name', { description: 'Name of the experiment for people.' }),
    hypothesis: t.exposeString('hypothesis', { description: 'What the experiment is to find out; empty: nothing was written.' }),
    kind: t.expose('kind', { type: ExperimentKindEnum, description: 'Whether variants are compared, or a value is served alone.' }),
    unit: t.expose('unit', { type: ExperimentUnitEnum, description: 'What is assigned a variant.' }),
    state: t.expose('state', { type: ExperimentStateEnum, description: 'State of the experiment.' }),
    possibleActs: t.stringList({
      description: 'Acts that are possible in the state: START, PAUSE, RESUME, STOP, ARCHIVE, SHIP; at most 6.',
      select: { state: true },
      resolve: ({ state }) => [...actsIn(state)],
    }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'The kill switch: false gives every unit the default value.' }),
    valueType: t.expose('valueType', { type: FlagValueTypeEnum, description: 'Type of the values of the flag.' }),
    defaultValue: t.expose('defaultValue', {
      type: 'JSON',
      nullable: true,
      description: 'Value of units outside of the experiment; null: none, the application keeps its own.',
    }),
    variants: t.field({
      type: [VariantRef],
      description: `Variants of the experiment, the first being the one that others are compared with; at most ${maxVariants}.`,
      select: { variants: true },
      resolve: ({ variants }) => variants as unknown as Variant[],
    }),
    parametersSchema: t.expose('parametersSchema', {
      type: 'JSON',
      nullable: true,
      description: 'JSON schema that the parameters of variants fit; null: any are taken.',
    }),
    allocation: t.exposeFloat('allocation', { description: 'Share of units in the experiment now, 0 to 1.' }),
    ramp: t.field({
      type: [RampStepRef],
      description: `Steps by which the allocation rises after the start; empty: it stays as it is; at most ${maxRampSteps}.`,
      select: { ramp: true },
      resolve: ({ ramp }) => ramp as unknown as RampStep[],
    }),
    condition: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Condition that the attributes of a unit have to meet, in the language of GrowthBook; null: none.',
      select: { targeting: true },
      resolve: (row) => targetingOf(row).condition ?? null,
    }),
    environments: t.stringList({
      description: 'Values of the attribute environment that are in the experiment; empty: any; at most 50.',
      select: { targeting: true },
      resolve: (row) => [...(targetingOf(row).environments ?? [])],
    }),
    channels: t.stringList({
      description: 'Values of the attribute channel that are in the experiment; empty: any; at most 50.',
      select: { targeting: true },
      resolve: (row) => [...(targetingOf(row).channels ?? [])],
    }),
    cohort: t.prismaField({
      type: CohortRef,
      nullable: true,
      description: 'Cohort whose members are in the experiment; null: everyone, or no unit where isCohortDeleted is true.',
      select: { targeting: true },
      resolve: (query, row, _args, { stores, viewer: { workspaceId } }) => {
        const { cohort: id } = targetingOf(row);
        return id === undefined ? null : stores.prisma.userCohort.findUnique({ ...query, where: { id, workspaceId } });
      },
    }),
    isCohortDeleted: t.boolean({
      description: 'Whether the targeting names a cohort that was deleted: no unit is in the experiment, and it cannot be started.',
      select: { targeting: true },
      resolve: async (row, _args, { stores, viewer: { workspaceId } }) => {
        const { cohort: id } = targetingOf(row);
        return id !== undefined && (await stores.prisma.userCohort.count({ where: { id, workspaceId } })) === 0;
      },
    }),
    membersAsOf: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time of which this server knows the members of the cohort; null: it has none, or none could be read yet.',
      select: { key: true },
      resolve: async ({ key }, _args, context) =>
        (await bookOf(context, context.viewer.workspaceId)).byKey.get(key)?.cohort?.asOf() ?? null,
    }),
    layer: t.field({
      type: LayerRangeRef,
      nullable: true,
      description: 'Part of a layer that the experiment takes; null: it shares its units with every other experiment.',
      select: { layer: true, layerStart: true, layerEnd: true },
      resolve: (row) => layerOf(row),
    }),
    metrics: t.field({
      type: [ExperimentMetricRef],
      description: `Metrics by which the experiment is judged; at most ${maxMetrics}.`,
      select: { metrics: true },
      resolve: ({ metrics }) => metrics as unknown as ExperimentMetric[],
    }),
    significance: t.exposeFloat('significance', { description: 'Accepted share of false wins, such as 0.05.' }),
    method: t.expose('method', { type: ExperimentMethodEnum, description: 'How intervals of the results are computed.' }),
    correction: t.expose('correction', { type: ExperimentCorrectionEnum, description: 'Correction for the number of goal metrics.' }),
    plannedSamplePerVariant: t.exposeInt('plannedSamplePerVariant', {
      nullable: true,
      description: 'Number of units of each variant that was planned; null: none was.',
    }),
    isAa: t.exposeBoolean('isAa', { description: 'Whether all variants are meant to be the same, as a test of the set-up.' }),
    phase: t.exposeInt('phase', { description: 'Number of the present phase, from 1.' }),
    phases: t.relation('phases', {
      description: 'Phases of the experiment, newest first; the last 100.',
      query: { orderBy: { number: 'desc' }, take: 100 },
    }),
    versions: t.relation('versions', {
      description: `Versions of the definition, newest first; the last ${maxVersions}.`,
      query: { orderBy: { version: 'desc' }, take: maxVersions },
    }),
    overrides: t.relation('overrides', {
      description: `Units that get a variant for testing, newest first; at most ${maxOverrides}.`,
      query: { orderBy: [{ createdAt: 'desc' }, { unitId: 'asc' }], take: maxOverrides },
    }),
    shippedVariant: t.exposeString('shippedVariant', {
      nullable: true,
      description: 'Variant that every unit gets; null: none was shipped.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'Time of the start; null: not started.' }),
    stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true, description: 'Time of the end; null: not ended.' }),
    pausedReason: t.exposeString('pausedReason', {
      nullable: true,
      description: 'Guardrail for whose breach the server paused the experiment; null: it did not, or the experiment was resumed since.',
    }),
    pauses: t.field({
      type: [ServerPauseRef],
      description: `Times that the server paused the experiment for a breached guardrail, the latest first; at most ${maxPauses}.`,
      select: { pauses: true },
      resolve: ({ pauses }) => pauses as unknown as ServerPause[],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the experiment was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change of definition or state.' }),
    version: t.exposeInt('version', { description: 'Number of the current version of the definition, from 1.' }),
    lastChange: t.field(lastChangeField('Experiment', 'experiment', ({ id }: { id: string }) => id)),
  }),
});
