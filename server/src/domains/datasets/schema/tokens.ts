import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { tokensOfVersion } from '../loaders.ts';
import { trainingCost, type TrainingCost } from '../pure/training-cost.ts';

const TrainingCostRef = builder.objectRef<TrainingCost>('DatasetTrainingCost').implement({
  description: 'Estimate of what training a model on a version of a dataset costs.',
  fields: (t) => ({
    trainedTokens: t.exposeFloat('trainedTokens', { description: 'Tokens of the version times the epochs.' }),
    gpuHours: t.exposeFloat('gpuHours', {
      nullable: true,
      description: 'Hours of one GPU: 6 · parameters · tokens / (operations a second · utilisation); null: no parameterCount is given.',
    }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars: by usdPerMillionTokens, else gpuHours · gpuUsdPerHour; null: neither is given.',
    }),
  }),
});

const positive = (value: number | null | undefined, argument: string, most: number): void => {
  if (value !== null && value !== undefined && !(value > 0 && value <= most))
    throw new BadArgument(argument, `is ${value}; above 0, and ${most} at most, is taken`);
};

builder.prismaObjectFields('DatasetVersion', (t) => ({
  tokenCount: t.float({
    nullable: true,
    description:
      'Tokens of all rows by the encoding o200k_base, 4 for the frame of each turn; null: not counted yet, which takes some minutes for a large version.',
    resolve: async ({ id }, _args, context) => (await tokensOfVersion(context).load(id))?.tokens ?? null,
  }),
  answerTokenCount: t.float({
    nullable: true,
    description: 'Tokens of the answers, which a model learns to give; null: not counted yet.',
    resolve: async ({ id }, _args, context) => (await tokensOfVersion(context).load(id))?.answerTokens ?? null,
  }),
  trainingCost: t.field({
    type: TrainingCostRef,
    nullable: true,
    description: 'Estimate of what training a model on the version costs; null: its tokens are not counted yet.',
    args: {
      epochs: t.arg.float({ description: 'Number of times that each row is trained on, up to 1000; absent: 1.' }),
      usdPerMillionTokens: t.arg.float({
        description: 'Price of a provider for a million trained tokens, in US dollars; absent: own GPUs.',
      }),
      parameterCount: t.arg.float({ description: 'Parameters of the model, such as 8e9; absent: no time is estimated.' }),
      gpuTeraflops: t.arg.float({ description: 'Operations of one GPU a second, in 10^12; absent: 989, an H100 with bfloat16.' }),
      utilisationShare: t.arg.float({ description: 'Share of these operations that the run reaches, up to 1; absent: 0.4.' }),
      gpuUsdPerHour: t.arg.float({ description: 'Price of one GPU for an hour, in US dollars; absent: 3.' }),
    },
    resolve: async ({ id }, { epochs, usdPerMillionTokens, parameterCount, gpuTeraflops, utilisationShare, gpuUsdPerHour }, context) => {
      positive(epochs, 'epochs', 1_000);
      positive(usdPerMillionTokens, 'usdPerMillionTokens', 1e6);
      positive(parameterCount, 'parameterCount', 1e14);
      positive(gpuTeraflops, 'gpuTeraflops', 1e6);
      positive(utilisationShare, 'utilisationShare', 1);
      positive(gpuUsdPerHour, 'gpuUsdPerHour', 1e4);
      const tokens = (await tokensOfVersion(context).load(id))?.tokens ?? null;
      if (tokens === null) return null;
      return trainingCost(tokens, {
        epochs: epochs ?? 1,
        usdPerMillionTokens: usdPerMillionTokens ?? null,
        parameterCount: parameterCount ?? null,
        gpuTeraflops: gpuTeraflops ?? 989,
        utilisationShare: utilisationShare ?? 0.4,
        gpuUsdPerHour: gpuUsdPerHour ?? 3,
      });
    },
  }),
}));
