import { builder } from '../../../platform/graphql/builder.ts';
import type { Condition, Parameter, Pruner, StudyDirection } from '../types.ts';
import { StudyDirectionEnum, StudyParameterKindEnum, StudyPrunerKindEnum } from './enums.ts';

const ConditionRef = builder.objectRef<Condition>('StudyCondition').implement({
  description: 'Condition under which a parameter exists in a trial.',
  fields: (t) => ({
    parameter: t.exposeString('parameter', { description: 'Name of the other parameter.' }),
    values: t.expose('values', { type: 'JSON', description: 'List of the values with which the condition holds.' }),
  }),
});

const numberOf = (parameter: Parameter, field: 'low' | 'high' | 'step'): number | null =>
  parameter.kind === 'CATEGORICAL' ? null : parameter[field];

export const StudyParameterRef = builder.objectRef<Parameter>('StudyParameter').implement({
  description: 'Parameter that a study chooses values of.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the parameter.' }),
    kind: t.expose('kind', { type: StudyParameterKindEnum, description: 'Kind of the values.' }),
    low: t.float({ nullable: true, description: 'Least value; null: a CATEGORICAL.', resolve: (parameter) => numberOf(parameter, 'low') }),
    high: t.float({
      nullable: true,
      description: 'Greatest value; null: a CATEGORICAL.',
      resolve: (parameter) => numberOf(parameter, 'high'),
    }),
    step: t.float({
      nullable: true,
      description: 'Distance of the values; null: every number from low to high, or a CATEGORICAL.',
      resolve: (parameter) => numberOf(parameter, 'step'),
    }),
    isLog: t.boolean({
      description: 'Whether equal ratios count the same.',
      resolve: (parameter) => parameter.kind !== 'CATEGORICAL' && parameter.isLog,
    }),
    levels: t.int({
      nullable: true,
      description: 'Number of values that a grid takes; null: not set, or a CATEGORICAL.',
      resolve: (parameter) => (parameter.kind === 'CATEGORICAL' ? null : parameter.levels),
    }),
    choices: t.field({
      type: 'JSON',
      nullable: true,
      description: 'List of the values of a CATEGORICAL; null: a number.',
      resolve: (parameter) => (parameter.kind === 'CATEGORICAL' ? parameter.choices : null),
    }),
    when: t.field({
      type: ConditionRef,
      nullable: true,
      description: 'Condition under which trials have the parameter; null: all have it.',
      resolve: ({ when }) => when,
    }),
  }),
});

export const StudyObjectiveRef = builder
  .objectRef<{ readonly name: string; readonly direction: StudyDirection; readonly baseline: number | null }>('StudyObjective')
  .implement({
    description: 'Objective of a study.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Name of the objective, such as a metric of training.' }),
      direction: t.expose('direction', { type: StudyDirectionEnum, description: 'Whether less or more is better.' }),
      baseline: t.exposeFloat('baseline', { nullable: true, description: 'Value before the study; null: not given.' }),
    }),
  });

export const StudyPrunerRef = builder.objectRef<Pruner>('StudyPruner').implement({
  description: 'Rule by which trials of a study are ended early.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StudyPrunerKindEnum, description: 'Kind of the rule.' }),
    startupTrials: t.exposeInt('startupTrials', { description: 'MEDIAN: number of complete trials before any is ended early.' }),
    warmupSteps: t.exposeInt('warmupSteps', { description: 'MEDIAN: first step at which a trial may be ended.' }),
    minSteps: t.exposeInt('minSteps', { description: 'HYPERBAND: steps of the first rung.' }),
    maxSteps: t.exposeInt('maxSteps', { description: 'HYPERBAND: steps of a whole trial.' }),
    reductionFactor: t.exposeInt('reductionFactor', { description: 'HYPERBAND: one in so many trials of a rung goes on.' }),
  }),
});
