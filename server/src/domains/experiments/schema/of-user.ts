import { builder } from '../../../platform/graphql/builder.ts';
import { EndUserRef } from '../../users/schema/user.ts';
import { maxOfUser, variantsOfUser, type UserVariant } from '../load/of-user.ts';
import { ExperimentKindEnum, ExperimentStateEnum } from './enums.ts';

const noExperiment = 'null: the workspace has no experiment of this key';
const byAnswers = 'null: the messages of the user alone name the variant';

const UserExperimentRef = builder.objectRef<UserVariant>('UserExperiment').implement({
  description: 'A variant of an experiment or flag that a user of the application was shown.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the experiment or flag.' }),
    name: t.string({
      nullable: true,
      description: `Name of the experiment for people; ${noExperiment}.`,
      resolve: ({ experiment }) => experiment?.name ?? null,
    }),
    kind: t.field({
      type: ExperimentKindEnum,
      nullable: true,
      description: `What the experiment is for: a comparison, or a flag; ${noExperiment}.`,
      resolve: ({ experiment }) => experiment?.kind ?? null,
    }),
    state: t.field({
      type: ExperimentStateEnum,
      nullable: true,
      description: `State of the experiment now; ${noExperiment}.`,
      resolve: ({ experiment }) => experiment?.state ?? null,
    }),
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    phase: t.exposeInt('phase', { nullable: true, description: `Number of the phase of the last exposure; ${byAnswers}.` }),
    firstExposedAt: t.expose('firstExposedAt', {
      type: 'DateTime',
      nullable: true,
      description: `Time of the first exposure of the user, over all phases; ${byAnswers}.`,
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      description: 'Time of the last exposure, or of the last message that names the variant.',
    }),
    answerCount: t.exposeInt('answerCount', { description: 'Number of answers to the user that name the variant.' }),
  }),
});

builder.objectField(EndUserRef, 'experiments', (t) =>
  t.field({
    type: [UserExperimentRef],
    description: `Variants of experiments and flags that the user was shown, last seen first: by exposures whose unit is the user, and by messages of the user that name experiment and variant. Both variants of a user who was shown two; at most ${maxOfUser}.`,
    resolve: ({ userId }, _args, { stores, viewer }) => variantsOfUser(stores, viewer.workspaceId, userId),
  }),
);
