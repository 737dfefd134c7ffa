import { unwrap } from '../../platform/graphql/errors.ts';
import { randomUUID } from 'node:crypto';
import { reportStatus } from '../../domains/training/commands/state.ts';
import { IllegalTrainingStatus } from '../../domains/training/errors.ts';
import { defaultNumber, projectOfName } from '../../domains/projects/load.ts';
import type { TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import { type Answer, type Asked } from './asked.ts';
import { invalid } from './errors.ts';
import { experimentIn } from './experiments.ts';
import { entriesIn, instantIn, keyIn, limits, objectsIn, requiredText, textIn, wholeIn } from './fields.ts';
import { assertActive, changeRun, forgetRun, makeRun, runOf, type RunChange } from './run-changes.ts';
import { attributesOf, infoOf, keptAs, shownRuns, tagPrefix } from './run-shape.ts';

/** By either of its two names. */
export const runIdIn = ({ fields }: Asked): string => textIn(fields, 'run_id') || requiredText(fields, 'run_uuid');

const runIn = (asked: Asked): Promise<TrainingJob> => runOf(asked, runIdIn(asked));
async function activeRunIn(asked: Asked): Promise<TrainingJob> {
  const job = await runIn(asked);
  assertActive(job);
  return job;
}

const adjectives = ['brave', 'calm', 'clever', 'eager', 'gentle', 'keen', 'lucky', 'merry', 'quick', 'quiet', 'sharp', 'wise'] as const;
const animals = ['ant', 'bear', 'crane', 'deer', 'finch', 'hare', 'lynx', 'mole', 'otter', 'robin', 'stork', 'wolf'] as const;

/** A name for a run that was given none: as readable as MLflow's own. */
function nameFor(runId: string): string {
  const number = Number.parseInt(runId.slice(0, 8), 16);
  return `${adjectives[number % adjectives.length]}-${animals[Math.floor(number / 16) % animals.length]}-${(number >>> 8) % 1_000}`;
}

/** The time in a field; null: it is absent, or before any at which a job could have begun or ended. */
function timeIn({ fields, now }: Asked, name: string): Date | null {
  const ms = wholeIn(fields, name);
  return ms === null ? null : instantIn(ms, name, now);
}

export async function create(asked: Asked): Promise<Answer> {
  const experiment = await experimentIn(asked);
  if (experiment.deletedAt !== null)
    throw invalid(`The experiment ${experiment.number} must be in the 'active' state. Current state is deleted.`);
  const runId = randomUUID().replaceAll('-', '');
  const tags = entriesIn(asked.fields, 'tags', limits.tagValue);
  const name = textIn(asked.fields, 'run_name', { most: limits.key }) || tags.get('mlflow.runName') || nameFor(runId);
  tags.set('mlflow.runName', name);
  const startedAt = timeIn(asked, 'start_time');
  const job = await makeRun(asked, runId, {
    tags,
    input: {
      name,
      project: experiment.number === defaultNumber ? null : experiment.name,
      userName: textIn(asked.fields, 'user_id') || tags.get('mlflow.user') || null,
      ...(startedAt !== null && { startedAt }),
    },
  });
  return { run: (await shownRuns(asked, [job]))[0] };
}

export async function get(asked: Asked): Promise<Answer> {
  return { run: (await shownRuns(asked, [await runIn(asked)]))[0] };
}

/** What a trainer may report, by MLflow's name; a run that is scheduled says nothing new. */
const reports = { RUNNING: 'RUNNING', SCHEDULED: null, FINISHED: 'FINISHED', FAILED: 'FAILED', KILLED: 'CANCELLED' } as const;
/** Old clients send the number of a status. */
const numbered = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;

export async function update(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields } = asked;
  const job = await activeRunIn(asked);
  const sent = textIn(fields, 'status');
  const status = sent === null ? 'SCHEDULED' : (numbered[Number(sent)] ?? sent);
  if (!Object.hasOwn(reports, status))
    throw invalid(
      `Invalid value ${JSON.stringify(status.slice(0, 40))} for parameter 'status': one of ${Object.keys(reports).join(', ')} is taken.`,
    );
  const report = reports[status as keyof typeof reports];
  const endedAt = report === null || report === 'RUNNING' ? null : timeIn(asked, 'end_time');
  if (endedAt !== null && job.startedAt !== null && endedAt < job.startedAt)
    throw invalid(`Invalid value for parameter 'end_time': it is before the run began (${job.startedAt.getTime()}).`);
  if (report !== null) await reportEnd(asked, job.id, report);
  const name = textIn(fields, 'run_name', { most: limits.key }) || null;
  const changed =
    endedAt === null && name === null
      ? await runIn(asked)
      : await changeRun(asked, job, {
          ...(name !== null && { tags: new Map([['mlflow.runName', name]]) }),
          ...(endedAt !== null && { columns: { endedAt } }),
        });
  return { run_info: infoOf(changed, await projectOfName(stores, workspaceId, changed.project)) };
}

/** A run that has ended may end otherwise: that is another attempt, which has no points. */
async function reportEnd(asked: Asked, jobId: string, status: 'RUNNING' | 'FINISHED' | 'FAILED' | 'CANCELLED'): Promise<void> {
  const { workspaceId, now } = asked;
  const result = await reportStatus(asked, workspaceId, { jobId, status }, now);
  if (result.ok) return;
  if (!(result.failure instanceof IllegalTrainingStatus) || status === 'RUNNING') throw result.failure;
  unwrap(await reportStatus(asked, workspaceId, { jobId, status: 'RUNNING' }, now));
  unwrap(await reportStatus(asked, workspaceId, { jobId, status }, now));
}

async function change(asked: Asked, by: RunChange): Promise<Answer> {
  await changeRun(asked, await activeRunIn(asked), by);
  return {};
}

export async function logParameter(asked: Asked): Promise<Answer> {
  const value = (textIn(asked.fields, 'value') ?? '').slice(0, limits.paramValue).toWellFormed();
  return change(asked, { params: new Map([[keyIn(asked.fields), value]]) });
}

export async function setTag(asked: Asked): Promise<Answer> {
  const value = (textIn(asked.fields, 'value') ?? '').slice(0, limits.tagValue).toWellFormed();
  return change(asked, { tags: new Map([[keyIn(asked.fields), value]]) });
}

export async function deleteTag(asked: Asked): Promise<Answer> {
  const key = keyIn(asked.fields);
  const job = await activeRunIn(asked);
  if (!(tagPrefix + key in attributesOf(job))) throw invalid(`No tag with name: ${key} in run with id ${runIdIn(asked)}`);
  await changeRun(asked, job, { removedTags: [key] });
  return {};
}

export async function remove(asked: Asked): Promise<Answer> {
  const job = await runIn(asked);
  await changeRun(asked, job, { columns: { deletedAt: asked.now } });
  forgetRun(asked, runIdIn(asked));
  return {};
}

export async function restore(asked: Asked): Promise<Answer> {
  await changeRun(asked, await runIn(asked), { columns: { deletedAt: null } });
  return {};
}

interface DatasetInput {
  readonly tags: readonly { key: string; value: string }[];
  readonly dataset: Readonly<Record<string, string>> & { readonly name: string; readonly digest: string };
}
const datasetFields = ['source_type', 'source', 'schema', 'profile'] as const;
const most = { name: 500, digest: 36, inputs: 1_000, text: 200_000 } as const;

function datasetsIn({ fields }: Asked): DatasetInput[] {
  return objectsIn(fields, 'datasets').map((input, index) => {
    const path = `datasets[${index}].dataset`;
    const [dataset = {}] = objectsIn({ dataset: [input['dataset'] ?? {}] }, 'dataset');
    return {
      tags: objectsIn(input, 'tags').map((tag) => ({
        key: requiredText(tag, 'key', { path: `datasets[${index}].tags`, most: 255 }),
        value: textIn(tag, 'value', { path: `datasets[${index}].tags`, most: 500 }) ?? '',
      })),
      dataset: {
        name: requiredText(dataset, 'name', { path, most: most.name }),
        digest: requiredText(dataset, 'digest', { path, most: most.digest }),
        ...Object.fromEntries(
          datasetFields.flatMap((field) => {
            const text = textIn(dataset, field, { path, most: most.text });
            return text === null ? [] : [[field, text]];
          }),
        ),
      },
    };
  });
}

/** Lists that a run keeps: what is known stays in its place, as it is now. */
function joined<Item>(known: unknown, added: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const items = new Map(((known ?? []) as Item[]).map((item) => [keyOf(item), item]));
  for (const item of added) items.set(keyOf(item), item);
  return [...items.values()].slice(0, most.inputs);
}

export async function logInputs(asked: Asked): Promise<Answer> {
  const job = await activeRunIn(asked);
  const datasets = datasetsIn(asked);
  const models = objectsIn(asked.fields, 'models').map((model, index) => ({
    model_id: requiredText(model, 'model_id', { path: `models[${index}]` }),
  }));
  const known = attributesOf(job);
  const [first] = datasets;
  await changeRun(asked, job, {
    attributes: {
      ...(datasets.length > 0 && {
        [keptAs.inputs]: joined(known[keptAs.inputs], datasets, ({ dataset }) => `${dataset.name} ${dataset.digest}`),
      }),
      ...(models.length > 0 && { [keptAs.models]: joined(known[keptAs.models], models, ({ model_id: id }) => id) }),
    },
    ...(first !== undefined && job.datasetName === null && { input: { datasetName: first.dataset.name, datasetId: first.dataset.digest } }),
  });
  return {};
}

export async function logOutputs(asked: Asked): Promise<Answer> {
  const job = await activeRunIn(asked);
  const models = objectsIn(asked.fields, 'models').map((model, index) => ({
    model_id: requiredText(model, 'model_id', { path: `models[${index}]` }),
    step: wholeIn(model, 'step', `models[${index}]`) ?? 0,
  }));
  await changeRun(asked, job, {
    attributes: { [keptAs.outputs]: joined(attributesOf(job)[keptAs.outputs], models, (model) => `${model.model_id} ${model.step}`) },
  });
  return {};
}

/** Clients before 3.0 record a model in a tag of its run. */
export async function logModel(asked: Asked): Promise<Answer> {
  const job = await activeRunIn(asked);
  const model = parsed(requiredText(asked.fields, 'model_json', { most: most.text }));
  if (typeof model !== 'object' || model === null || Array.isArray(model))
    throw invalid("Invalid value for parameter 'model_json': it is no JSON object.");
  const tag = 'mlflow.log-model.history';
  const history = parsed(String(attributesOf(job)[tagPrefix + tag] ?? '[]'));
  const all = [...(Array.isArray(history) ? (history as unknown[]) : []), model];
  await changeRun(asked, job, { tags: new Map([[tag, JSON.stringify(all)]]) });
  return {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
