import { builder } from '../../../platform/graphql/builder.ts';
import type { TimedColumns } from '../load/columns.ts';
import type { KnownStudy } from '../load/study.ts';
import { valueAt } from '../pure/space.ts';
import { trialStates, type Parameter, type ParameterValue } from '../types.ts';

interface Table {
  readonly study: KnownStudy;
  readonly columns: TimedColumns;
}

interface Column {
  readonly name: string;
  readonly values: readonly (ParameterValue | null)[];
}

const ColumnRef = builder.objectRef<Column>('StudyTrialColumn').implement({
  description: 'One parameter or objective of all trials of a study.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the parameter or objective.' }),
    values: t.expose('values', {
      type: 'JSON',
      description: 'List of the values by trial; null where the parameter has none in the trial, or the objective is not known.',
    }),
  }),
});

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export const StudyTrialTableRef = builder.objectRef<Table>('StudyTrialTable').implement({
  description: 'All trials of a study in columns of equal length, by number.',
  fields: (t) => ({
    numbers: t.field({
      type: 'JSON',
      description: 'List of the numbers of the trials.',
      resolve: ({ columns }) => [...columns.numbers],
    }),
    states: t.field({
      type: 'JSON',
      description: 'List of the states of the trials, by the names of StudyTrialState.',
      resolve: ({ columns }) => Array.from(columns.states, (code) => trialStates[code]),
    }),
    parameters: t.field({
      type: [ColumnRef],
      description: 'Parameters in the order of the search space; at most 100.',
      resolve: ({ study, columns }) => study.searchSpace.map((parameter, place) => columnOf(parameter, place, columns)),
    }),
    objectives: t.field({
      type: [ColumnRef],
      description: 'Objectives in their order; at most 4.',
      resolve: ({ study, columns: { count, objectives, objectiveCount } }) =>
        study.objectives.map((name, place) => ({
          name,
          values: Array.from({ length: count }, (_, row) => orNull(objectives[row * objectiveCount + place] as number)),
        })),
    }),
    durationsMs: t.field({
      type: 'JSON',
      description: 'List of the times from giving a trial out to its end, in milliseconds; null: the trial runs.',
      resolve: ({ columns: { startedAts, endedAts } }) =>
        Array.from(endedAts, (endedAt, row) => orNull(Math.round(endedAt - (startedAts[row] as number)))),
    }),
    lastValues: t.field({
      type: 'JSON',
      description: 'List of the last reports of the first objective; null: none came.',
      resolve: ({ columns: { lastValues } }) => Array.from(lastValues, orNull),
    }),
  }),
});

function columnOf(parameter: Parameter, place: number, { count, width, points }: TimedColumns): Column {
  const values = Array.from({ length: count }, (_, row) => {
    const at = points[row * width + place] as number;
    return Number.isNaN(at) ? null : valueAt(parameter, at);
  });
  return { name: parameter.name, values };
}
