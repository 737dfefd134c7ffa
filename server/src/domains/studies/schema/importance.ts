import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { importances } from '../load/analysis.ts';
import { knownStudy } from '../load/study.ts';
import { minImportanceTrials, type Importance } from '../pure/importance.ts';
import { StudyRef } from './study.ts';

const ImportanceMethodEnum = describedEnum<'PED_ANOVA'>('StudyImportanceMethod', 'Way in which importances of parameters are computed.', {
  PED_ANOVA: 'How much values of the best tenth of the trials differ from those of all trials; as a share of all parameters.',
});

const ImportanceRef = builder.objectRef<Importance>('StudyImportance').implement({
  description: 'Importance of a parameter for the objective of a study.',
  fields: (t) => ({
    parameter: t.exposeString('parameter', { description: 'Name of the parameter.' }),
    value: t.exposeFloat('value', { description: 'Importance as a share of all parameters, 0 to 1.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval of the share, by samples of the trials.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval of the share.' }),
  }),
});

builder.prismaObjectField(StudyRef, 'importance', (t) =>
  t.field({
    type: [ImportanceRef],
    nullable: true,
    description: `Importance of each parameter, the greatest first; null: fewer than ${minImportanceTrials} complete trials. At most 100.`,
    args: { method: t.arg({ type: ImportanceMethodEnum, description: 'Way of computing; absent: PED_ANOVA.' }) },
    complexity: 20,
    resolve: (study, _args, { stores }) => importances(stores, knownStudy(study)),
  }),
);
