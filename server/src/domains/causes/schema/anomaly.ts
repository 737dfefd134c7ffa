import { isOfMessages } from '../../signals/pure/measure.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { explain } from '../load/explain.ts';
import { mostConditions } from '../types.ts';
import { ExplanationRef } from './explanation.ts';

builder.prismaObjectField('Anomaly', 'explanation', (t) =>
  t.field({
    type: ExplanationRef,
    nullable: true,
    complexity: 100,
    description:
      'Why the metric of the anomaly changed: what `explain` finds with its id. Computed when it is asked for. Null: the anomaly is of a training job, of which no causes are searched.',
    select: { id: true, metric: true },
    resolve: async ({ id, metric }, _args, { stores, viewer }) => {
      if (!isOfMessages(metric)) return null;
      const asked = { metric: null, filter: {}, baselineFrom: null, baselineTo: null, anomalyId: id, dimensions: null };
      return unwrap(await explain(stores, viewer.workspaceId, { ...asked, maximumDimensions: mostConditions }, new Date()));
    },
  }),
);
