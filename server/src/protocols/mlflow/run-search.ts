import { projectNamesOf } from '../../domains/projects/load.ts';
import {
  searchJobs,
  type SearchCondition,
  type SearchField,
  type SearchOrder,
  type SearchColumn,
} from '../../domains/training/load/search.ts';
import { canonicalMetric } from '../../domains/training/pure/metric-name.ts';
import { trainingStatuses } from '../../domains/training/types.ts';
import { offsetOf, pageToken, type Answer, type Asked } from './asked.ts';
import { invalid } from './errors.ts';
import { findExperiment, limitOf } from './experiments.ts';
import { textIn, textsIn, wholeIn } from './fields.ts';
import { readFilter, readOrder, type FilterSubject, type FilterTerm } from './filter.ts';
import { viewOf, type View } from './matching.ts';
import { runStatuses, shownRuns, tagPrefix } from './run-shape.ts';

const columns: Readonly<Record<string, SearchColumn>> = {
  run_id: 'RUN_ID',
  run_name: 'NAME',
  'run name': 'NAME',
  status: 'STATUS',
  start_time: 'STARTED_AT',
  created: 'STARTED_AT',
  end_time: 'ENDED_AT',
  user_id: 'USER_NAME',
};

function fieldOf(of: FilterSubject, key: string): SearchField {
  switch (of) {
    case 'metrics':
      return { kind: 'METRIC', name: canonicalMetric(key) };
    case 'params':
      return { kind: 'PARAMETER', name: key };
    case 'tags':
      return key === 'mlflow.runName' ? { kind: 'COLUMN', name: 'NAME' } : { kind: 'ATTRIBUTE', name: tagPrefix + key };
    case 'attributes': {
      const name = columns[key.toLowerCase()];
      if (name !== undefined) return { kind: 'COLUMN', name };
      throw invalid(
        `Invalid attribute ${JSON.stringify(key.slice(0, 100))}: one of run_id, run_name, status, start_time, end_time and user_id is taken.`,
      );
    }
    default:
      return of satisfies never;
  }
}

const isNumeric = (field: SearchField): boolean =>
  field.kind === 'METRIC' || (field.kind === 'COLUMN' && (field.name === 'STARTED_AT' || field.name === 'ENDED_AT'));

function conditionOf(term: FilterTerm): SearchCondition {
  const field = fieldOf(term.of, term.key);
  const { operator, value } = term;
  const name = `${term.of}.${term.key.slice(0, 100)}`;
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') return { field, operator };
  if (isNumeric(field)) {
    if (operator === 'IN' || operator === 'NOT IN' || operator === 'LIKE' || operator === 'ILIKE')
      throw invalid(`Invalid comparator ${operator} for ${name}: it is a number.`);
    const number = typeof value === 'number' ? value : Number.NaN;
    if (Number.isNaN(number)) throw invalid(`Invalid value for ${name}: a number without quotes is taken.`);
    return { field, operator, value: number };
  }
  if (typeof value === 'number') throw invalid(`Invalid value ${value} for ${name}: a quoted text is taken.`);
  if (field.kind === 'COLUMN' && field.name === 'STATUS') return statusCondition(field, term);
  if (operator === 'IN' || operator === 'NOT IN') return { field, operator, values: value as readonly string[] };
  return { field, operator, value: value as string };
}

/** Several statuses of a job are one of MLflow's. */
function statusCondition(field: SearchField, { operator, value }: FilterTerm): SearchCondition {
  const wanted = (Array.isArray(value) ? (value as readonly string[]) : [value as string]).map((status) => status.toUpperCase());
  const values = trainingStatuses.filter((status) => wanted.includes(runStatuses[status]));
  if (operator === '=' || operator === 'IN') return { field, operator: 'IN', values };
  if (operator === '!=' || operator === 'NOT IN') return { field, operator: 'NOT IN', values };
  throw invalid(`Invalid comparator ${operator} for attributes.status: one of =, !=, IN and NOT IN is taken.`);
}

const viewConditions: Readonly<Record<View, readonly SearchCondition[]>> = {
  ACTIVE_ONLY: [{ field: { kind: 'COLUMN', name: 'DELETED_AT' }, operator: 'IS NULL' }],
  DELETED_ONLY: [{ field: { kind: 'COLUMN', name: 'DELETED_AT' }, operator: 'IS NOT NULL' }],
  ALL: [],
};

const orderOf = (text: string): SearchOrder => {
  const { of, key, isDescending } = readOrder(text);
  return { field: fieldOf(of, key), isDescending };
};

const maxExperiments = 1_000;

export async function search(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields } = asked;
  const ids = [...new Set(textsIn(fields, 'experiment_ids'))];
  if (ids.length > maxExperiments) throw invalid(`Invalid value for parameter 'experiment_ids': at most ${maxExperiments} are taken.`);
  const view = viewOf(textIn(fields, 'run_view_type'));
  const conditions = [...readFilter(textIn(fields, 'filter') ?? '').map(conditionOf), ...viewConditions[view]];
  const order = textsIn(fields, 'order_by').map(orderOf);
  const limit = limitOf(wholeIn(fields, 'max_results'));
  const offset = offsetOf(textIn(fields, 'page_token'));
  // As in MLflow an experiment that is not there has no runs.
  const experiments = await Promise.all(ids.map((id) => findExperiment(asked, id)));
  const projects = experiments.flatMap((experiment) => (experiment === null ? [] : projectNamesOf(experiment)));
  if (projects.length === 0) return { runs: [] };
  const found = await searchJobs(stores, workspaceId, { projects, conditions, order, limit: limit + 1, offset });
  return {
    runs: await shownRuns(asked, found.slice(0, limit)),
    ...(found.length > limit && { next_page_token: pageToken(offset + limit) }),
  };
}
