import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { createMetric, deleteMetric, updateMetric } from './commands.ts';
import { checkMetric } from './ingest.ts';
import { definitionOf } from './load/definition.ts';
import { previewDays, previewMetric, type MetricPreview } from './load/preview.ts';
import { metricOf } from './pure/built-in.ts';
import { unitOfName } from './schema/enums.ts';
import { MetricChangeInputRef, MetricInputRef, MetricPreviewInputRef } from './schema/input.ts';
import { builtInNodes, MetricRef, type IdentifiedMetric } from './schema/metric.ts';
import { maxDefinitions } from './types.ts';

const MetricPreviewRef = builder.objectRef<MetricPreview>('MetricPreview').implement({
  description: `What a metric gives over the users of the last ${previewDays} days: those with an answer, or an event of the metric.`,
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'Value of the metric in its unit; null: nothing was measured.' }),
    low: t.exposeFloat('low', {
      nullable: true,
      description: 'Lower end of the interval of the value at 95 %; null: fewer than two users were measured.',
    }),
    high: t.exposeFloat('high', {
      nullable: true,
      description: 'Upper end of the interval of the value at 95 %; null: fewer than two users were measured.',
    }),
    unitCount: t.exposeInt('unitCount', { description: 'Number of users; of RETENTION those whose days to return are over.' }),
    from: t.expose('from', { type: 'DateTime', description: 'Start of the time.' }),
    to: t.expose('to', { type: 'DateTime', description: 'End of the time.' }),
  }),
});

builder.queryFields((t) => ({
  metrics: t.field({
    type: [MetricRef],
    authScopes: { may: 'READ' },
    description: `Metrics of the workspace: the built-in ones, then those that were defined, by name; at most ${maxDefinitions} of these. Metrics of events by their names need no definition: event:<name> counts events, event_value:<name> sums up values.`,
    resolve: async (_root, _args, { stores, viewer: { workspaceId } }): Promise<IdentifiedMetric[]> => {
      const rows = await stores.prisma.metric.findMany({
        where: { workspaceId },
        orderBy: [{ name: 'asc' }, { key: 'asc' }],
        take: maxDefinitions,
      });
      return [...builtInNodes, ...rows.map((row) => ({ ...metricOf(definitionOf(row)), id: row.id }))];
    },
  }),
  metric: t.field({
    type: MetricRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A metric of the workspace, built in or defined; null: there is none of the key.',
    args: { key: t.arg.string({ required: true, description: 'Key of the metric.' }) },
    resolve: async (_root, { key }, { stores, viewer: { workspaceId } }): Promise<IdentifiedMetric | null> => {
      if (unstorable(key) !== null) return null;
      const row = await stores.prisma.metric.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
      if (row !== null) return { ...metricOf(definitionOf(row)), id: row.id };
      return builtInNodes.find((metric) => metric.key === key) ?? null;
    },
  }),
  previewMetric: t.field({
    type: MetricPreviewRef,
    authScopes: { may: 'READ' },
    complexity: 50,
    description: `Value of a metric by this definition over the users of the last ${previewDays} days. Stores nothing.`,
    args: { input: t.arg({ type: MetricPreviewInputRef, required: true, description: 'Definition to look at.' }) },
    resolve: (_root, { input: { unit, ...input } }, { stores, viewer }) =>
      previewMetric(
        stores,
        viewer.workspaceId,
        unwrap(
          checkMetric({
            ...input,
            better: input.better ?? 'UP',
            key: 'preview',
            name: 'preview',
            unit: unit == null ? null : unitOfName(unit),
          }),
          'input',
        ),
        new Date(),
      ),
  }),
}));

const saved = async ({ stores, viewer: { workspaceId } }: Context, result: Result<string>): Promise<IdentifiedMetric> => {
  const id = unwrap(result, 'input');
  const row = await stores.prisma.metric.findUnique({ where: { id, workspaceId } });
  if (row === null) throw new NotFound('Metric', id);
  return { ...metricOf(definitionOf(row)), id };
};

builder.mutationFields((t) => ({
  createMetric: t.field({
    type: MetricRef,
    authScopes: { may: 'EDIT_METRICS' },
    description: `Defines a metric; at most ${maxDefinitions} a workspace.`,
    args: { input: t.arg({ type: MetricInputRef, required: true, description: 'The metric to define.' }) },
    resolve: async (_root, { input: { unit, ...input } }, context) => {
      const given = { ...input, unit: unit == null ? null : unitOfName(unit) };
      return saved(context, await createMetric(context, context.viewer.workspaceId, given, new Date()));
    },
  }),
  updateMetric: t.field({
    type: MetricRef,
    authScopes: { may: 'EDIT_METRICS' },
    description:
      'Changes the definition of a metric; fields that are absent are taken back. Results are by the new definition from then on.',
    args: { input: t.arg({ type: MetricChangeInputRef, required: true, description: 'What the metric becomes.' }) },
    resolve: async (_root, { input: { id, unit, ...input } }, context) => {
      const given = { ...input, id: uuidKey(keyOfNode('Metric', String(id), 'input.id')), unit: unit == null ? null : unitOfName(unit) };
      return saved(context, await updateMetric(context, context.viewer.workspaceId, given, new Date()));
    },
  }),
  deleteMetric: t.globalID({
    authScopes: { may: 'EDIT_METRICS' },
    description:
      'Deletes a metric and returns its id. METRIC_IN_USE, and nothing is deleted, while an experiment that is not archived uses it.',
    args: { id: t.arg.globalID({ required: true, for: MetricRef, description: 'Global id of the metric.' }) },
    resolve: async (_root, { id }, context) => ({
      type: MetricRef,
      id: unwrap(await deleteMetric(context, context.viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));
