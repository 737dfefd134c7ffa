import { unwrap } from '../../platform/graphql/errors.ts';
import { changeLoggedModel, createLoggedModel, deleteLoggedModel, type LoggedModelChange } from '../../domains/projects/commands.ts';
import { projectByNumber, loggedModel, loggedModelsOf } from '../../domains/projects/load.ts';
import type { TrainingProject, LoggedModel } from '../../platform/store/prisma/generated/client.ts';
import { offsetOf, pageToken, pairs, type Answer, type Asked } from './asked.ts';
import { invalid, missing } from './errors.ts';
import { experimentIn, experimentOf, limitOf, locationOf } from './experiments.ts';
import { entriesIn, limits, objectsIn, textIn, textsIn, wholeIn } from './fields.ts';
import { readFilter, type FilterSubject } from './filter.ts';
import { compared, matches, type Subject } from './matching.ts';

/** Models that a run logged, as clients of MLflow 3 know them: apart from the run, with an id of their own. */
const idOf = ({ id }: Pick<LoggedModel, 'id'>): string => `m-${id.replaceAll('-', '')}`;
const uuidOf = (modelId: string): string => modelId.replace(/^m-/, '');

const maxParamValue = 6_000;
const statuses = { LOGGED_MODEL_PENDING: 'PENDING', LOGGED_MODEL_READY: 'READY', LOGGED_MODEL_UPLOAD_FAILED: 'UPLOAD_FAILED' } as const;
/** Clients may send the number of a status. */
const numbered = ['', 'LOGGED_MODEL_PENDING', 'LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED'] as const;

const shownModel = (model: LoggedModel, experiment: TrainingProject): object => ({
  info: {
    model_id: idOf(model),
    experiment_id: String(model.projectNumber),
    name: model.name,
    creation_timestamp_ms: model.createdAt.getTime(),
    last_updated_timestamp_ms: model.updatedAt.getTime(),
    artifact_uri: `${locationOf(experiment)}/models/${idOf(model)}/artifacts/`,
    status: `LOGGED_MODEL_${model.status}`,
    model_type: model.modelType ?? '',
    ...(model.sourceRunId !== null && { source_run_id: model.sourceRunId }),
    tags: pairs(model.tags),
  },
  data: { params: pairs(model.params), metrics: [] },
});

async function shown({ stores, workspaceId }: Asked, model: LoggedModel): Promise<Answer> {
  const experiment = await projectByNumber(stores, workspaceId, model.projectNumber);
  return { model: shownModel(model, experiment as TrainingProject) };
}

/** The model that a path names. */
export async function modelOf({ stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>, modelId: string): Promise<LoggedModel> {
  const model = await loggedModel(stores, workspaceId, uuidOf(modelId));
  if (model === null) throw missing('Logged model', modelId);
  return model;
}

const modelIn = (asked: Asked): Promise<LoggedModel> => modelOf(asked, asked.names[0] as string);

export async function create(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields, now } = asked;
  const experiment = await experimentIn(asked);
  const name = textIn(fields, 'name', { most: limits.key }) || `model-${now.getTime().toString(36)}`;
  if (/[/:.%"']/.test(name)) throw invalid(`Invalid model name ${JSON.stringify(name)}: it may not have /, :, ., %, " or '.`);
  const model = await createLoggedModel(
    stores,
    workspaceId,
    {
      projectNumber: experiment.number,
      name,
      modelType: textIn(fields, 'model_type', { most: limits.key }) || null,
      sourceRunId: textIn(fields, 'source_run_id', { most: 256 }) || null,
      tags: Object.fromEntries(entriesIn(fields, 'tags', limits.tagValue)),
      params: Object.fromEntries(entriesIn(fields, 'params', maxParamValue)),
    },
    now,
  );
  return { model: shownModel(model, experiment) };
}

export const get = async (asked: Asked): Promise<Answer> => shown(asked, await modelIn(asked));

async function change(asked: Asked, by: LoggedModelChange): Promise<LoggedModel> {
  const { id } = await modelIn(asked);
  return unwrap(await changeLoggedModel(asked.stores, asked.workspaceId, id, by, asked.now));
}

export async function finalize(asked: Asked): Promise<Answer> {
  const sent = textIn(asked.fields, 'status') ?? '';
  const name = numbered[Number(sent)] || sent;
  if (!Object.hasOwn(statuses, name))
    throw invalid(
      `Invalid value ${JSON.stringify(sent.slice(0, 40))} for parameter 'status': one of ${Object.keys(statuses).join(', ')} is taken.`,
    );
  return shown(asked, await change(asked, { status: statuses[name as keyof typeof statuses] }));
}

export const setTags = async (asked: Asked): Promise<Answer> =>
  shown(asked, await change(asked, { tags: Object.fromEntries(entriesIn(asked.fields, 'tags', limits.tagValue)) }));

export async function deleteTag(asked: Asked): Promise<Answer> {
  await change(asked, { removedTags: [asked.names[1] as string] });
  return {};
}

export async function logParams(asked: Asked): Promise<Answer> {
  await change(asked, { params: Object.fromEntries(entriesIn(asked.fields, 'params', maxParamValue)) });
  return {};
}

export async function remove({ stores, workspaceId, names }: Asked): Promise<Answer> {
  const [modelId = ''] = names;
  if (!(await deleteLoggedModel(stores, workspaceId, uuidOf(modelId)))) throw missing('Logged model', modelId);
  return {};
}

export async function search(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields } = asked;
  const experiments = await Promise.all(textsIn(fields, 'experiment_ids').map((id) => experimentOf(asked, id)));
  const byNumber = new Map(experiments.map((experiment) => [experiment.number, experiment]));
  const terms = readFilter(textIn(fields, 'filter') ?? '');
  const order = objectsIn(fields, 'order_by').map((by) => ({
    key: (textIn(by, 'field_name') ?? '').replace(/^attributes\./, ''),
    isDescending: by['ascending'] === false,
  }));
  const limit = limitOf(wholeIn(fields, 'max_results'));
  const offset = offsetOf(textIn(fields, 'page_token'));
  const found = (await loggedModelsOf(stores, workspaceId, [...byNumber.keys()]))
    .filter((model) => terms.every((term) => matches(term, subjectOf(model, term.of, term.key))))
    .map((model) => ({ model, by: order.map(({ key }) => subjectOf(model, 'attributes', key)) }))
    .toSorted((a, b) =>
      compared(
        a.by,
        b.by,
        order.map(({ isDescending }) => isDescending),
      ),
    );
  const page = found.slice(offset, offset + limit);
  return {
    models: page.map(({ model }) => shownModel(model, byNumber.get(model.projectNumber) as TrainingProject)),
    ...(found.length > offset + limit && { next_page_token: pageToken(offset + limit) }),
  };
}

function subjectOf(model: LoggedModel, of: FilterSubject, key: string): Subject {
  if (of === 'tags') return (model.tags as Record<string, string>)[key];
  if (of === 'params') return (model.params as Record<string, string>)[key];
  if (of === 'attributes') {
    switch (key) {
      case 'name':
        return model.name;
      case 'model_id':
        return idOf(model);
      case 'model_type':
        return model.modelType;
      case 'status':
        return model.status;
      case 'source_run_id':
        return model.sourceRunId;
      case 'creation_timestamp':
      case 'creation_time':
        return model.createdAt.getTime();
      case 'last_updated_timestamp':
        return model.updatedAt.getTime();
      default:
    }
  }
  throw invalid(
    `Invalid field ${of}.${key.slice(0, 100)}: logged models are found by name, model_id, model_type, status, source_run_id, creation_timestamp, last_updated_timestamp, params and tags.`,
  );
}
