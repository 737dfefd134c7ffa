import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { bestTrials, trialColumns } from '../load/analysis.ts';
import { countsOfStudy } from '../loaders.ts';
import { knownStudy } from '../load/study.ts';
import { pageOfTrials, trialsByNumber, type Trial } from '../load/trials.ts';
import { StudyMethodEnum, StudyStatusEnum, StudyTrialStateEnum } from './enums.ts';
import { StudyObjectiveRef, StudyParameterRef, StudyPrunerRef } from './space.ts';
import { StudyTrialTableRef } from './table.ts';
import { StudyTrialRef } from './trial.ts';

const mostFront = 1_000;
const trialCursor = ({ number }: Pick<Trial, 'number'>): string => encodeCursor('studyTrials', number);

function trialOfCursor(cursor: string, argument: CursorArgument): number {
  const number = Number(decodeCursor('studyTrials', 1, cursor, argument)[0]);
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 31 || trialCursor({ number }) !== cursor) throw badCursor(argument);
  return number;
}

const StudyTrialCountsRef = builder
  .objectRef<{ readonly running: number; readonly complete: number; readonly pruned: number; readonly failed: number }>('StudyTrialCounts')
  .implement({
    description: 'Numbers of trials of a study by their states.',
    fields: (t) => ({
      runningCount: t.exposeInt('running', { description: 'Number of trials that run.' }),
      completeCount: t.exposeInt('complete', { description: 'Number of trials with a value.' }),
      prunedCount: t.exposeInt('pruned', { description: 'Number of trials that were ended early.' }),
      failedCount: t.exposeInt('failed', { description: 'Number of trials that failed.' }),
    }),
  });

export const StudyRef = builder.prismaNode('Study', {
  id: { field: 'id' },
  nullable: true,
  description: 'A search for better parameters: a space, objectives, and a method that chooses trials.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the study, unique in the workspace.' }),
    method: t.expose('method', { type: StudyMethodEnum, description: 'How parameters of trials are chosen.' }),
    status: t.expose('status', { type: StudyStatusEnum, description: 'State of the study.' }),
    objectives: t.field({
      type: [StudyObjectiveRef],
      description: 'Objectives in the order in which values of trials stand; at most 4.',
      resolve: ({ objectives, directions, baselineValues }) =>
        objectives.map((name, place) => ({ name, direction: directions[place] ?? 'MINIMIZE', baseline: baselineValues[place] ?? null })),
    }),
    searchSpace: t.field({
      type: [StudyParameterRef],
      description: 'Parameters in their order; at most 100.',
      resolve: (study) => knownStudy(study).searchSpace,
    }),
    pruner: t.field({
      type: StudyPrunerRef,
      description: 'Rule by which trials are ended early.',
      resolve: (study) => knownStudy(study).pruner,
    }),
    seed: t.exposeInt('seed', { description: 'Seed: with the same seed and the same answers trials are the same.' }),
    maxTrials: t.exposeInt('maxTrials', {
      nullable: true,
      description: 'Number of trials that the study is to have; null: until it is stopped.',
    }),
    trialTimeoutSeconds: t.exposeInt('trialTimeoutSeconds', {
      nullable: true,
      description: 'Seconds without a report after which a trial has failed; null: never.',
    }),
    maxParallel: t.exposeInt('maxParallel', { description: 'Number of training jobs at a time, where the server starts them.' }),
    baselineParameters: t.expose('baselineParameters', {
      type: 'JSON',
      nullable: true,
      description: 'Parameters that gave the baseline, by name; null: not known.',
    }),
    configuration: t.relation('configuration', {
      nullable: true,
      description: 'Training configuration whose jobs are the trials; null: a program asks for trials.',
    }),
    trialCount: t.exposeInt('trialCount', { description: 'Number of trials that were given out or added.' }),
    counts: t.field({
      type: StudyTrialCountsRef,
      description: 'Numbers of trials by their states.',
      resolve: ({ id }, _args, context) => countsOfStudy(context).load(id),
    }),
    trials: t.connection(
      {
        type: StudyTrialRef,
        description: 'Trials of the study by number. At most 200 a page.',
        args: { state: t.arg({ type: StudyTrialStateEnum, description: 'Only trials in this state; absent: all.' }) },
        resolve: (study, { state, ...args }, { stores }) =>
          resolveCursorConnection(
            { args, toCursor: trialCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) =>
              pageOfTrials(stores, knownStudy(study), {
                state: state ?? null,
                ...endsOf({ after, before }, trialOfCursor),
                limit,
                isInverted,
              }),
          ),
      },
      { description: 'A page of trials of a study.' },
      { description: 'A trial of a study in a page, with its cursor.' },
    ),
    trial: t.field({
      type: StudyTrialRef,
      nullable: true,
      description: 'Trial of the study by its number; null: there is none.',
      args: { number: t.arg.int({ required: true, description: 'Number of the trial, from 0.' }) },
      resolve: async (study, { number }, { stores }) => {
        if (number < 0) throw new BadArgument('number', `is ${number}; 0 or more is taken`);
        return (await trialsByNumber(stores, knownStudy(study), [number]))[0] ?? null;
      },
    }),
    trialTable: t.field({
      type: StudyTrialTableRef,
      description: 'All trials of the study in columns, for charts: at most 20,000. To be asked of one study at a time.',
      complexity: 20,
      resolve: async (study, _args, { stores }) => ({ study: knownStudy(study), columns: await trialColumns(stores, knownStudy(study)) }),
    }),
    best: t.field({
      type: StudyTrialRef,
      nullable: true,
      description: 'Best trial by the objective, of equal ones the first; null: none is complete, or the study has several objectives.',
      resolve: async (study, _args, { stores }) => {
        if (study.directions.length > 1) return null;
        const known = knownStudy(study);
        return (await trialsByNumber(stores, known, await bestTrials(stores, known)))[0] ?? null;
      },
    }),
    paretoFront: t.field({
      type: [StudyTrialRef],
      description: `Trials that no other trial exceeds in all objectives, by the first objective; with one objective the best trial. At most ${mostFront}.`,
      resolve: async (study, _args, { stores }) => {
        const known = knownStudy(study);
        return trialsByNumber(stores, known, (await bestTrials(stores, known)).slice(0, mostFront));
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the study was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time when the study or a trial last changed.' }),
    lastChange: t.field(lastChangeField('Study', 'study', ({ id }: { id: string }) => id)),
  }),
});
