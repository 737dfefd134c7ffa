import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { healthById, type DatedHealth } from '../load/health.ts';
import type { Cause, HealthDimension } from '../pure/cause.ts';
import { maxCauses, type UnitCount, type VariantHealth } from '../pure/health.ts';
import { maxVariants } from '../types.ts';

const HealthDimensionEnum = describedEnum<HealthDimension>('ExperimentHealthDimension', 'What units of an experiment can differ in.', {
  DAY: 'Day of the first exposure, in UTC.',
  SOURCE: 'What exposed the unit first: EXPOSURE, a reported one, or ANSWER, an answer that names the experiment.',
  ENVIRONMENT: 'Environment of the first answer of the unit; empty: none was named.',
  CHANNEL: 'Channel of the first answer of the unit: widget or chat.',
  MODEL: 'Model of the last answer before the exposure, which no variant chose; empty: none was named.',
  CLIENT: 'Client that sent the exposure; empty: none was named.',
  ATTRIBUTE: 'Value of an attribute that the exposure came with; empty: it has none of the name.',
  FORCED: 'Units that are forced for testing, and do not count.',
  ANSWERED: 'Units with an answer since their exposure.',
  ERROR: 'Units with a failed answer since their exposure.',
});

const CauseCountRef = builder.objectRef<Cause['counts'][number]>('ExperimentCauseCount').implement({
  description: 'Units of one variant that have a value.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    n: t.exposeInt('n', { description: 'Number of units.' }),
    expected: t.exposeFloat('expected', {
      description: 'Number of units by the weights; of ANSWERED and ERROR as many of the units of the variant as of all.',
    }),
  }),
});

const CauseRef = builder.objectRef<Cause>('ExperimentSplitCause').implement({
  description: 'Units of one value that do not fit the weights by themselves.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: HealthDimensionEnum, description: 'What the value is of.' }),
    attribute: t.exposeString('attribute', {
      nullable: true,
      description: 'Name of the attribute of an exposure; null: the dimension is no attribute.',
    }),
    value: t.exposeString('value', { description: 'Value of the dimension; empty: none was named, or the dimension has one only.' }),
    counts: t.field({
      type: [CauseCountRef],
      description: `Units of each variant beside those expected; at most ${maxVariants}.`,
      resolve: ({ counts }) => counts,
    }),
    chiSquare: t.exposeFloat('chiSquare', { description: 'Chi-square of the units of the value.' }),
    pValue: t.exposeFloat('pValue', {
      description: "p-value of the chi-square, by Holm's correction for all values that were looked at; below 0.001.",
    }),
    mismatchShare: t.exposeFloat('part', {
      description: 'Chi-square of the value as a part of that of its dimension, may be above 1; 0 for ANSWERED and ERROR.',
    }),
    missingVariant: t.exposeString('missingFrom', { description: 'Key of the variant that lacks most units.' }),
    missingShare: t.exposeFloat('missingShare', { description: 'Part of the expected units that this variant lacks, 0 to 1.' }),
    restPValue: t.exposeFloat('restPValue', {
      nullable: true,
      description: 'p-value of the units of the other values of the dimension beside the weights; null: there are none.',
    }),
    explains: t.exposeBoolean('explains', {
      description: 'Whether the value explains the mismatch: it differs from the other values, and these fit the weights.',
    }),
    sentence: t.exposeString('sentence', { description: 'What the value shows, and where to look.' }),
  }),
});

const VariantCountRef = builder.objectRef<UnitCount>('ExperimentVariantCount').implement({
  description: 'Number of units by the variant that was named.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant, as the sender named one.' }),
    n: t.exposeInt('n', { description: 'Number of units.' }),
  }),
});

const SeveralRef = builder.objectRef<DatedHealth['several'][number]>('ExperimentSeveralVariants').implement({
  description: 'Number of units that saw the same several variants.',
  fields: (t) => ({
    variants: t.stringList({
      description: `Keys of the variants, in their alphabet's order; at most ${maxVariants}.`,
      resolve: ({ variants }) => variants,
    }),
    n: t.exposeInt('n', { description: 'Number of units.' }),
  }),
});

const VariantHealthRef = builder.objectRef<VariantHealth>('ExperimentVariantHealth').implement({
  description: 'Units of one variant, by outcome.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    n: t.exposeInt('n', { description: 'Number of units that count.' }),
    answeredUnits: t.exposeInt('answeredUnits', { description: 'Number of units with an answer since the exposure.' }),
    errorUnits: t.exposeInt('errorUnits', { description: 'Number of units with a failed answer since the exposure.' }),
  }),
});

const HealthRef = builder.objectRef<DatedHealth>('ExperimentHealth').implement({
  description: 'Checks of the units of the present phase, with causes of a mismatch.',
  fields: (t) => {
    const counts = (of: 'clamped' | 'forced' | 'early' | 'unknown', description: string) =>
      t.field({ type: [VariantCountRef], description: `${description}; at most 20 variants.`, resolve: (health) => health[of] });
    return {
      pValue: t.exposeFloat('pValue', {
        nullable: true,
        description: 'p-value of the units beside the weights; null: there are no units.',
      }),
      isMismatch: t.exposeBoolean('isMismatch', { description: 'Whether the p-value is below 0.001, so that no result can be judged.' }),
      variants: t.field({
        type: [VariantHealthRef],
        description: `Units of each variant; at most ${maxVariants}.`,
        resolve: ({ byVariant }) => byVariant,
      }),
      causes: t.field({
        type: [CauseRef],
        description: `What the mismatch comes from, what explains it first; at most ${maxCauses}, empty: there is no mismatch, or nothing stands out.`,
        resolve: ({ causes }) => causes,
      }),
      sentence: t.exposeString('sentence', { nullable: true, description: 'What the causes point to; null: there is no mismatch.' }),
      excludedUnits: t.exposeInt('severalUnits', {
        description: 'Number of units that saw several variants and count in none, by the list.',
      }),
      several: t.field({
        type: [SeveralRef],
        description: 'Which several variants units saw, the most frequent first; at most 20.',
        resolve: ({ several }) => several,
      }),
      clampedUnits: counts(
        'clamped',
        'Units that were reported from up to 5 minutes before the start, by a clock that is behind, and count from the start',
      ),
      forcedUnits: counts('forced', 'Exposed units that are forced for testing, and do not count'),
      earlyUnits: counts(
        'early',
        'Units of answers that name the experiment within 28 days before its start, and do not count; empty from the second phase on',
      ),
      unknownVariants: counts('unknown', 'Units of answers that name a variant that the phase does not have, and do not count'),
      phase: t.exposeInt('phase', { description: 'Number of the phase that is looked at.' }),
      asOf: t.expose('asOf', { type: 'DateTime', description: 'Time of the count.' }),
    };
  },
});

builder.prismaObjectFields('Experiment', (t) => ({
  health: t.field({
    type: HealthRef,
    complexity: 50,
    description: 'Check of the units of the present phase: counted from exposures and answers at each call.',
    select: { id: true },
    resolve: ({ id }, _args, { stores, viewer }) => healthById(stores, viewer.workspaceId, id, new Date()),
  }),
}));
