import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { importances, interactions } from '../load/analysis.ts';
import { knownStudy } from '../load/study.ts';
import type { Interaction } from '../pure/fanova.ts';
import { minImportanceTrials, type Importance } from '../pure/importance.ts';
import { StudyRef } from './study.ts';

const ImportanceMethodEnum = describedEnum<'PED_ANOVA' | 'FANOVA'>(
  'StudyImportanceMethod',
  'Way in which importances of parameters are computed.',
  {
    PED_ANOVA: 'How much values of the best tenth of the trials differ from those of all trials: what matters for good trials.',
    FANOVA: 'Share of the variance of the objective over the whole space that a parameter explains, by a random forest.',
  },
);

const ImportanceRef = builder.objectRef<Importance>('StudyImportance').implement({
  description: 'Importance of a parameter for the objective of a study.',
  fields: (t) => ({
    parameter: t.exposeString('parameter', { description: 'Name of the parameter.' }),
    value: t.exposeFloat('value', { description: 'Importance as a share of all parameters, 0 to 1.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval of the share, by samples of the trials.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval of the share.' }),
  }),
});

const InteractionRef = builder.objectRef<Interaction>('StudyInteraction').implement({
  description: 'What two parameters explain of the objective only together.',
  fields: (t) => ({
    a: t.exposeString('a', { description: 'Name of one parameter.' }),
    b: t.exposeString('b', { description: 'Name of the other parameter.' }),
    value: t.exposeFloat('value', {
      description: 'Share of the variance of the objective that the two explain together and neither alone, 0 to 1, by fANOVA.',
    }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval of the share, by samples of the trials.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval of the share.' }),
  }),
});

builder.prismaObjectFields(StudyRef, (t) => ({
  importance: t.field({
    type: [ImportanceRef],
    nullable: true,
    description: `Importance of each parameter, the greatest first; null: fewer than ${minImportanceTrials} complete trials. FANOVA leaves out parameters with a condition, and of several objectives takes the first. At most 100.`,
    args: { method: t.arg({ type: ImportanceMethodEnum, description: 'Way of computing; absent: PED_ANOVA.' }) },
    complexity: 20,
    resolve: (study, { method }, { stores }) => importances(stores, knownStudy(study), method ?? 'PED_ANOVA'),
  }),
  interactions: t.field({
    type: [InteractionRef],
    nullable: true,
    description: `What pairs of parameters explain together by fANOVA, the greatest first, of at most 8 parameters without a condition; empty with more; null: fewer than ${minImportanceTrials} complete trials.`,
    complexity: 20,
    resolve: (study, _args, { stores }) => interactions(stores, knownStudy(study)),
  }),
}));
