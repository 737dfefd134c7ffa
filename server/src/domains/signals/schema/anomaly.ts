import { AnnotationRef } from '../../annotations/schema.ts';
import { annotationsIn } from '../../annotations/load.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import { memberPeople } from '../../people/load/members.ts';
import { PersonRef } from '../../people/schema.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { Person } from '../../../platform/store/prisma/generated/client.ts';
import { maxNotes } from '../commands/state.ts';
import { bucketsAround } from '../load/around.ts';
import { jobNameOf } from '../load/jobs.ts';
import { findingOf } from '../load/known.ts';
import { movedBeside } from '../load/moved.ts';
import { firstFinding, inOrder } from '../load/shown.ts';
import { anomalySentence } from '../pure/sentence.ts';
import { filterOf } from '../pure/watched.ts';
import { ExpectedBucketRef } from './bucket.ts';
import {
  AnomalyDirectionRef,
  AnomalyEndRef,
  AnomalyKindRef,
  AnomalySeverityRef,
  AnomalyStateRef,
  AnomalyVerdictRef,
  SignalDimensionRef,
  SignalMetricRef,
} from './enums.ts';
import { AnomalyFindingRef, minutesOf, shownValue, spanDescription } from './finding.ts';

/** Hours that a chart of an incident shows on each side. */
const around = { usual: 48, most: 336 };
const mostMarks = 20;
const mostFindings = 500;

const personOf = (id: string | null, context: Context): Promise<Person | null> | null =>
  id === null ? null : memberPeople(context).load(id);

builder.prismaNode('AnomalyNote', {
  id: { field: 'id' },
  nullable: true,
  description: 'A note of a person on an anomaly.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    author: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Person who wrote the note; null: a key, a local caller without an account, or a person who is no member any more.',
      select: { authorId: true },
      resolve: ({ authorId }, _args, context) => personOf(authorId, context) as never,
    }),
    text: t.exposeString('text', { description: 'Text of the note.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the note was written.' }),
  }),
});

export const AnomalyRef = builder.prismaNode('Anomaly', {
  id: { field: 'id' },
  nullable: true,
  description:
    'An incident: series that left their expected ranges together. Metric, dimension and values are those of the finding that explains most.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Number of the anomaly in the workspace, from 1.' }),
    sentence: t.string({
      description: 'Sentence on what happened, such as "The p95 latency rose to 4,210 ms; 1,100 ms to 1,480 ms was expected."',
      select: { findingId: true, findings: true },
      resolve: async (row, _args, context) => {
        const finding = findingOf(firstFinding(row));
        const name = finding.dimension === 'TRAINING_JOB' ? await jobNameOf(context).load(finding.value) : null;
        return anomalySentence({ ...finding, value: name ?? finding.value }, finding);
      },
    }),
    metric: t.expose('metric', { type: SignalMetricRef, description: 'Metric that explains most.' }),
    dimension: t.expose('dimension', { type: SignalDimensionRef, description: 'What the series of the metric is kept apart by.' }),
    dimensionValue: t.string({
      nullable: true,
      description: 'Value of the dimension, such as the name of a model; null: all messages.',
      select: { dimension: true, value: true },
      resolve: (row) => shownValue(row),
    }),
    kind: t.expose('kind', { type: AnomalyKindRef, description: 'Course of the values.' }),
    direction: t.expose('direction', { type: AnomalyDirectionRef, description: 'Side of the expected range on which the values lie.' }),
    severity: t.expose('severity', { type: AnomalySeverityRef, description: 'How much the anomaly matters.' }),
    state: t.expose('state', { type: AnomalyStateRef, description: 'State of the work on the anomaly.' }),
    beganAt: t.expose('beganAt', {
      type: 'DateTime',
      description:
        'Start of the first hour that was out, of the first finding whose beginning is known where there is one (docs/signals.md); no finding is shown to begin before it.',
    }),
    detectedAt: t.expose('detectedAt', { type: 'DateTime', description: 'Time when the anomaly was found.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the last hour that was out; null: the anomaly goes on.',
    }),
    endReason: t.expose('endReason', {
      type: AnomalyEndRef,
      nullable: true,
      description: 'How the anomaly ended; null: the anomaly goes on.',
    }),
    value: t.float({
      description: 'Value of the worst stretch, in the unit of the metric; numbers of messages, tokens and costs by the hour.',
      select: { findingId: true, findings: true },
      resolve: (row) => firstFinding(row).measured,
    }),
    expected: t.float({
      description: 'Expected value of the worst stretch.',
      select: { findingId: true, findings: true },
      resolve: (row) => firstFinding(row).expected,
    }),
    expectedLow: t.float({
      description: 'Lower end of the range that 95 of 100 such values lie in.',
      select: { findingId: true, findings: true },
      resolve: (row) => firstFinding(row).expectedLow,
    }),
    expectedHigh: t.float({
      description: 'Upper end of the range that 95 of 100 such values lie in.',
      select: { findingId: true, findings: true },
      resolve: (row) => firstFinding(row).expectedHigh,
    }),
    at: t.field({
      type: 'DateTime',
      description: 'Start of the worst stretch: the one farthest from the expected value.',
      select: { findingId: true, findings: true },
      resolve: (row) => firstFinding(row).worstAt,
    }),
    spanMinutes: t.int({
      description: spanDescription,
      select: { findingId: true, findings: true },
      resolve: (row) => minutesOf(firstFinding(row).spanMs),
    }),
    trainingJob: t.field({
      type: TrainingJobRef,
      nullable: true,
      description: 'Training job that the anomaly is about; null: it is about messages, or the job is gone.',
      select: { dimension: true, value: true },
      resolve: ({ dimension, value }, _args, { stores, viewer: { workspaceId } }) =>
        dimension === 'TRAINING_JOB'
          ? (stores.prisma.trainingJob.findUnique({ where: { id: uuidKey(value), workspaceId } }) as never)
          : null,
    }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages of the series while the anomaly lasted.' }),
    userCount: t.exposeInt('userCount', { description: 'Number of users of these messages.' }),
    excessCostUsd: t.exposeFloat('excessCostUsd', {
      nullable: true,
      description: 'Cost in US dollars above what was expected while the anomaly lasted; null: no cost is a part of the anomaly.',
    }),
    findings: t.field({
      type: [AnomalyFindingRef],
      description: `Series that left their expected ranges, the one that explains most first; at most ${mostFindings}.`,
      select: { findingId: true, findings: true },
      resolve: (row) => inOrder(row).slice(0, mostFindings),
    }),
    buckets: t.field({
      type: [ExpectedBucketRef],
      complexity: 20,
      description: 'Hours around the anomaly, of the series of its first finding, with what was expected of each; at most 1,488.',
      args: { around: t.arg.int({ description: `Hours before and after, 0 to ${around.most}; absent: ${around.usual}.` }) },
      select: { metric: true, dimension: true, value: true, beganAt: true, endedAt: true },
      resolve: async (row, { around: asked }, { stores, viewer }) => [
        ...(await bucketsAround(stores, viewer.workspaceId, {
          ...row,
          around: Math.max(0, Math.min(around.most, asked ?? around.usual)),
          now: new Date(),
        })),
      ],
    }),
    alsoMoved: t.field({
      type: [AnomalyFindingRef],
      description: 'Findings of other anomalies in the time of this one, newest first; at most 50.',
      select: { id: true, beganAt: true, endedAt: true },
      resolve: (row, _args, { stores, viewer }) => movedBeside(stores, viewer.workspaceId, row),
    }),
    annotations: t.field({
      type: [AnnotationRef],
      description: `Marks on charts from a day before the anomaly to its end, latest first; at most ${mostMarks}.`,
      select: { beganAt: true, endedAt: true },
      resolve: ({ beganAt, endedAt }, _args, { stores, viewer: { workspaceId } }) =>
        annotationsIn(stores.postgres, { workspaceId, from: new Date(beganAt.getTime() - dayMs), to: endedAt, limit: mostMarks }),
    }),
    filter: t.field({
      type: 'JSON',
      description: 'Messages that the anomaly is about, in the form of AnalyticsFilter.',
      select: { dimension: true, value: true, beganAt: true, endedAt: true },
      resolve: (row) => ({
        ...filterOf(row),
        from: row.beganAt.toISOString(),
        ...(row.endedAt !== null && { to: row.endedAt.toISOString() }),
      }),
    }),
    verdict: t.expose('verdict', { type: AnomalyVerdictRef, nullable: true, description: 'Verdict on the anomaly; null: none.' }),
    verdictBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Person who gave the verdict; null: none, a mark on charts, a key, or a local caller without an account.',
      select: { verdictBy: true },
      resolve: ({ verdictBy }, _args, context) => personOf(verdictBy, context) as never,
    }),
    verdictAt: t.expose('verdictAt', { type: 'DateTime', nullable: true, description: 'Time of the verdict; null: none.' }),
    verdictReason: t.exposeString('verdictReason', { nullable: true, description: 'Reason of the verdict; null: none was given.' }),
    assignee: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Member to whom the anomaly is assigned; null: no one.',
      select: { assigneeId: true },
      resolve: ({ assigneeId }, _args, context) => personOf(assigneeId, context) as never,
    }),
    acknowledgedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Person who acknowledged the anomaly; null: no one, a key, or a local caller without an account.',
      select: { acknowledgedBy: true },
      resolve: ({ acknowledgedBy }, _args, context) => personOf(acknowledgedBy, context) as never,
    }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the anomaly was acknowledged; null: not acknowledged.',
    }),
    notes: t.relation('notes', {
      description: `Notes on the anomaly, oldest first; at most ${maxNotes}.`,
      query: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: maxNotes },
    }),
    lastChange: t.field(lastChangeField('Anomaly', 'anomaly', ({ id }: { id: string }) => id)),
  }),
});
