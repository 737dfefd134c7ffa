import { unwrap } from '../../platform/graphql/errors.ts';
import { changeProject, createProject, type ProjectChange } from '../../domains/projects/commands.ts';
import { defaultNumber, projectByName, projectByNumber, allProjects } from '../../domains/projects/load.ts';
import type { TrainingProject } from '../../platform/store/prisma/generated/client.ts';
import { offsetOf, pageToken, pairs, type Answer, type Asked } from './asked.ts';
import { invalid, missing } from './errors.ts';
import { entriesIn, keyIn, limits, requiredText, textIn, textsIn, wholeIn } from './fields.ts';
import { readFilter, readOrder, type FilterSubject } from './filter.ts';
import { compared, matches, viewOf, type Subject } from './matching.ts';

/** Where clients find artifacts of an experiment: relative to the address by which they know this server. */
export const locationOf = ({ number, location }: TrainingProject): string => location ?? `mlflow-artifacts:/${number}`;

const shownExperiment = (experiment: TrainingProject): object => ({
  experiment_id: String(experiment.number),
  name: experiment.name,
  artifact_location: locationOf(experiment),
  lifecycle_stage: experiment.deletedAt === null ? 'active' : 'deleted',
  creation_time: experiment.createdAt.getTime(),
  last_update_time: experiment.updatedAt.getTime(),
  tags: pairs(experiment.tags),
});

/** The experiment with an id as clients write it; null: the workspace has none. */
export const findExperiment = async ({ stores, workspaceId }: Asked, id: string): Promise<TrainingProject | null> =>
  /^\d{1,19}$/.test(id) ? projectByNumber(stores, workspaceId, BigInt(id)) : null;

/** The same; one that is not there is refused. */
export async function experimentOf(asked: Asked, id: string): Promise<TrainingProject> {
  const experiment = await findExperiment(asked, id);
  if (experiment === null) throw missing('Experiment', id);
  return experiment;
}

/** Default where the request names none. */
export const experimentIn = (asked: Asked): Promise<TrainingProject> =>
  experimentOf(asked, textIn(asked.fields, 'experiment_id') || String(defaultNumber));

export async function create({ stores, workspaceId, fields, now }: Asked): Promise<Answer> {
  const name = requiredText(fields, 'name', { most: limits.experimentName });
  const location = textIn(fields, 'artifact_location', { most: 2_048 }) || null;
  if (location !== null && /[#?]|\.\./.test(location))
    throw invalid(`Invalid value for parameter 'artifact_location': it may not have "#", "?" or "..".`);
  const tags = Object.fromEntries(entriesIn(fields, 'tags', limits.experimentTagValue));
  // Artifacts under this scheme are kept here, wherever it says.
  const kept = location?.startsWith('mlflow-artifacts:') ? null : location;
  const experiment = unwrap(await createProject(stores, workspaceId, { name, tags, location: kept }, now));
  return { experiment_id: String(experiment.number) };
}

export async function get(asked: Asked): Promise<Answer> {
  requiredText(asked.fields, 'experiment_id');
  return { experiment: shownExperiment(await experimentIn(asked)) };
}

export async function getByName({ stores, workspaceId, fields }: Asked): Promise<Answer> {
  const name = requiredText(fields, 'experiment_name');
  const experiment = await projectByName(stores, workspaceId, name);
  if (experiment === null) throw missing('Experiment', name);
  return { experiment: shownExperiment(experiment) };
}

async function change(asked: Asked, by: ProjectChange): Promise<Answer> {
  requiredText(asked.fields, 'experiment_id');
  const { number } = await experimentIn(asked);
  unwrap(await changeProject(asked, asked.workspaceId, number, by, asked.now));
  return {};
}

export const update = (asked: Asked): Promise<Answer> =>
  change(asked, { name: requiredText(asked.fields, 'new_name', { most: limits.experimentName }) });
export const restore = (asked: Asked): Promise<Answer> => change(asked, { isDeleted: false });
export const remove = (asked: Asked): Promise<Answer> => change(asked, { isDeleted: true });
export const setTag = (asked: Asked): Promise<Answer> =>
  change(asked, { tags: { [keyIn(asked.fields)]: textIn(asked.fields, 'value', { most: limits.experimentTagValue }) ?? '' } });
export const deleteTag = (asked: Asked): Promise<Answer> => change(asked, { removedTags: [keyIn(asked.fields)] });

export async function search({ stores, workspaceId, fields }: Asked): Promise<Answer> {
  const view = viewOf(textIn(fields, 'view_type'));
  const terms = readFilter(textIn(fields, 'filter') ?? '');
  const order = textsIn(fields, 'order_by').map(readOrder);
  const most = limitOf(wholeIn(fields, 'max_results'));
  const offset = offsetOf(textIn(fields, 'page_token'));
  const keys = [
    ...order,
    { of: 'attributes' as const, key: 'last_update_time', isDescending: true },
    { of: 'attributes' as const, key: 'experiment_id', isDescending: true },
  ];
  const found = (await allProjects(stores, workspaceId))
    .filter(({ deletedAt }) => view === 'ALL' || (deletedAt !== null) === (view === 'DELETED_ONLY'))
    .filter((experiment) => terms.every((term) => matches(term, subjectOf(experiment, term.of, term.key))))
    .map((experiment) => ({ experiment, by: keys.map(({ of, key }) => subjectOf(experiment, of, key)) }))
    .toSorted((a, b) =>
      compared(
        a.by,
        b.by,
        keys.map(({ isDescending }) => isDescending),
      ),
    );
  const page = found.slice(offset, offset + most).map(({ experiment }) => shownExperiment(experiment));
  return { experiments: page, ...(offset + most < found.length && { next_page_token: pageToken(offset + most) }) };
}

/** 1,000 unless the request says how many. */
export function limitOf(most: number | null): number {
  if (most !== null && (most < 1 || most > limits.searchResults))
    throw invalid(`Invalid value ${most} for parameter 'max_results': 1 to ${limits.searchResults} is taken.`);
  return most ?? 1_000;
}

function subjectOf(experiment: TrainingProject, of: FilterSubject, key: string): Subject {
  if (of === 'tags') return (experiment.tags as Record<string, string>)[key];
  if (of === 'attributes') {
    switch (key) {
      case 'name':
        return experiment.name;
      case 'experiment_id':
        return Number(experiment.number);
      case 'creation_time':
        return experiment.createdAt.getTime();
      case 'last_update_time':
        return experiment.updatedAt.getTime();
      default:
    }
  }
  throw invalid(
    `Invalid field ${of}.${key.slice(0, 100)}: experiments are found by name, experiment_id, creation_time, last_update_time and tags.`,
  );
}
