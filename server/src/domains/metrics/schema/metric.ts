import { createHash } from 'node:crypto';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { definitionOf } from '../load/definition.ts';
import { builtInMetrics, metricOf } from '../pure/built-in.ts';
import { maxAttributes, maxFilterValues, type AttributeFilter, type Cap, type Measured, type Metric } from '../types.ts';
import { MeasureEnum, MetricDirectionEnum, MetricKindEnum, MetricUnitEnum, unitName } from './enums.ts';

const AttributeFilterRef = builder.objectRef<AttributeFilter>('MetricAttributeFilter').implement({
  description: 'A field of the attributes of events, and the values of which an event has one.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the field.' }),
    values: t.exposeStringList('values', { description: `Values of the field that count; at most ${maxFilterValues}.` }),
  }),
});

const nullable = { nullable: true } as const;

const MeasuredRef = builder.objectRef<Measured>('MetricMeasured').implement({
  description: 'A measure, and which answers or events count.',
  fields: (t) => ({
    measure: t.expose('measure', { type: MeasureEnum, description: 'What is measured.' }),
    event: t.exposeString('event', { ...nullable, description: 'Name of the events; null: answers are measured.' }),
    failureTag: t.exposeString('failureTag', { ...nullable, description: 'Failure tag that is counted; null: another measure.' }),
    tool: t.exposeString('tool', {
      ...nullable,
      description: 'Name of the tool whose calls are counted; null: all tools, or another measure.',
    }),
    models: t.exposeStringList('models', { description: `Models whose answers count, at most ${maxFilterValues}; empty: all.` }),
    environments: t.exposeStringList('environments', {
      description: `Environments whose answers count, at most ${maxFilterValues}; empty: all.`,
    }),
    prompts: t.exposeStringList('prompts', { description: `Prompts whose answers count, at most ${maxFilterValues}; empty: all.` }),
    attributes: t.expose('attributes', {
      type: [AttributeFilterRef],
      description: `Attributes of the events that count, at most ${maxAttributes}; empty: all.`,
    }),
  }),
});

const CapRef = builder.objectRef<Cap>('MetricCap').implement({
  description: 'Where sums of units are capped: what a unit has above counts as the cap.',
  fields: (t) => ({
    value: t.float({
      ...nullable,
      description: 'The cap itself; null: it is a percentile.',
      resolve: (cap) => ('value' in cap ? cap.value : null),
    }),
    percentile: t.float({
      ...nullable,
      description: 'Percentile of the units of all variants whose sum is not 0, between 0 and 1; null: the cap is a value.',
      resolve: (cap) => ('percentile' in cap ? cap.percentile : null),
    }),
  }),
});

/** A metric with the id of its definition; of a built-in one the id follows from the key. */
export type IdentifiedMetric = Metric & { readonly id: string };

const uuidOf = (key: string): string =>
  createHash('md5')
    .update(`metric ${key}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export const builtInNodes: readonly IdentifiedMetric[] = builtInMetrics.map((metric) => ({ ...metric, id: uuidOf(metric.key) }));
const builtInById: ReadonlyMap<string, IdentifiedMetric> = new Map(builtInNodes.map((node) => [node.id, node]));

export const MetricRef = builder.objectRef<IdentifiedMetric>('Metric');
builder.node(MetricRef, {
  description: 'What units are measured by, in experiments and elsewhere: built in, or defined in the workspace.',
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'isBuiltIn' in value,
  loadManyWithoutCache: async (ids, { stores, viewer: { workspaceId } }) => {
    const defined = ids.map(uuidKey).filter((id) => !builtInById.has(id));
    const rows = defined.length === 0 ? [] : await stores.prisma.metric.findMany({ where: { workspaceId, id: { in: defined } } });
    const byId = new Map(rows.map((row) => [row.id, { ...metricOf(definitionOf(row)), id: row.id }]));
    return ids.map((id) => builtInById.get(uuidKey(id)) ?? byId.get(uuidKey(id)) ?? null);
  },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key by which experiments name the metric; unique in the workspace.' }),
    name: t.exposeString('name', { description: 'Name of the metric for people.' }),
    description: t.exposeString('description', { description: 'What the metric is for; empty: nothing was written.' }),
    kind: t.expose('kind', { type: MetricKindEnum, description: 'How the metric is made of what is measured.' }),
    measured: t.expose('measured', { type: MeasuredRef, description: 'What is measured; of a ratio the numerator.' }),
    denominator: t.expose('denominator', {
      ...nullable,
      type: MeasuredRef,
      description: 'Denominator of a ratio; null: the metric is none.',
    }),
    percentile: t.exposeFloat('percentile', {
      ...nullable,
      description: 'Level of a percentile, between 0 and 1; null: the metric is none.',
    }),
    afterDays: t.exposeInt('afterDays', {
      ...nullable,
      description: 'Days after the first exposure from which retention counts; null: the metric is no retention.',
    }),
    withinDays: t.exposeInt('withinDays', {
      ...nullable,
      description: 'Days in which retention counts; null: the metric is no retention.',
    }),
    cap: t.expose('cap', { ...nullable, type: CapRef, description: 'Cap of the sums of units; null: they count as they are.' }),
    windowHours: t.exposeInt('windowHours', {
      ...nullable,
      description: 'Hours after the first exposure in which answers and events count; null: all that follow.',
    }),
    better: t.expose('better', { type: MetricDirectionEnum, description: 'Which change counts as better.' }),
    unit: t.field({ type: MetricUnitEnum, description: 'What the value is in.', resolve: ({ unit }) => unitName(unit) }),
    isBuiltIn: t.exposeBoolean('isBuiltIn', {
      description: 'Whether every workspace has the metric; such a one is neither changed nor deleted.',
    }),
    lastChange: t.field(lastChangeField('Metric', 'metric', ({ id }) => id)),
  }),
});
