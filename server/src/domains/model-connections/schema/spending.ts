import { builder } from '../../../platform/graphql/builder.ts';
import { spendingOfDays, type DaySpending } from '../load/spending.ts';

const mostDays = 90;

const DaySpendingRef = builder.objectRef<DaySpending>('ModelSpendingOfDay').implement({
  description: 'What one person or key has spent on one language model in one day.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'Day of UTC, such as 2026-11-30.' }),
    spender: t.exposeString('spender', { description: 'Name of the person, else "local owner" or "API key".' }),
    model: t.exposeString('model', { description: 'Model "connection/model" by its name of that day.' }),
    callCount: t.exposeInt('callCount', { description: 'Number of calls, failed ones included.' }),
    failedCount: t.exposeInt('failedCount', { description: 'Number of calls that failed.' }),
    tokens: t.exposeFloat('tokens', { description: 'Number of tokens, input and output together.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost in US dollars; null: no price was known for the model.' }),
  }),
});

builder.queryField('modelSpending', (t) =>
  t.field({
    type: [DaySpendingRef],
    authScopes: { may: 'READ_AUDIT' },
    description: 'What the workspace has spent on language models by day, person and model, newest day first; at most 1,000 rows.',
    args: { days: t.arg.int({ description: `Number of days, today included, 1 to ${mostDays}; absent: 30.` }) },
    resolve: (_root, { days }, { stores, viewer }) =>
      spendingOfDays(stores, viewer.workspaceId, Math.min(Math.max(days ?? 30, 1), mostDays), new Date()),
  }),
);
