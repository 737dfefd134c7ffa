import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { badJson } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, readShortText } from '../../../platform/ingest/values.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadEvaluationRun } from '../errors.ts';
import { isObject } from '../pure/chat.ts';
import { maxDescriptionLength, maxNameLength } from '../types.ts';
import { rowsOfWish } from './rows.ts';
import { checkWish, type RunWish, type Starting } from './wish.ts';

/** A run that an application is to report; null: not given. */
export interface ReportedWish extends Pick<
  RunWish,
  'name' | 'description' | 'datasetName' | 'versionId' | 'split' | 'checks' | 'judgeIds' | 'repetitions'
> {
  readonly application: string | null;
  readonly model: string | null;
  readonly metadata: unknown;
  /** What the application knows the run by, so that the same again is the same run; null: by its id. */
  readonly externalKey: string | null;
}

const maxMetadataBytes = 65_536;
const maxApplicationLength = 100;

/** Begins a run whose items an application reports, and gives its id. */
export async function beginReportedRun(context: Starting, wish: ReportedWish, now: Date): Promise<Result<string>> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const whole: RunWish = {
    ...wish,
    rowCount: null,
    filter: null,
    messageExternalIds: null,
    seed: null,
    promptName: null,
    promptVersion: null,
    promptLabel: null,
    // Scorers are checked as for any run; the answers are not this server's.
    model: null,
    usesCache: false,
    capUsd: null,
  };
  const named = checkInput(
    {
      name: readLine({ name: wish.name }, 'name', maxNameLength),
      description:
        wish.description === null || wish.description === ''
          ? null
          : readShortText({ description: wish.description }, 'description', maxDescriptionLength),
      application: readLine({ application: wish.application ?? 'api' }, 'application', maxApplicationLength),
      model: wish.model === null ? null : readLine({ model: wish.model }, 'model', maxNameLength),
      metadata: readMetadata(wish.metadata),
    },
    BadEvaluationRun,
  );
  if (!named.ok) return named;
  const checked = await checkWish(context, whole, false);
  if (!checked.ok) return checked;
  const rows = await rowsOfWish(context, whole, true);
  if (!rows.ok) return rows;
  const { version, items } = rows.value;
  if (version === null) return fail(new BadEvaluationRun('datasetName', 'is missing; an application reports answers to rows of a dataset'));
  const { name, description, application, model, metadata } = named.value;
  const { id } = await stores.prisma.evaluationRun.create({
    data: {
      workspaceId,
      name,
      description,
      kind: 'SDK',
      state: 'WAITING',
      application,
      externalKey: wish.externalKey,
      datasetId: version.datasetId,
      datasetVersionId: version.id,
      split: wish.split,
      model,
      ...(metadata !== null && { metadata: metadata as Prisma.InputJsonObject }),
      scorers: checked.value.scorers as unknown as Prisma.InputJsonArray,
      repetitions: checked.value.repetitions,
      usesCache: false,
      owner: spenderOf(viewer),
      total: items.length * checked.value.repetitions,
      createdAt: now,
    },
    select: { id: true },
  });
  return succeed(id);
}

function readMetadata(value: unknown): object | null | Problem {
  if (value === undefined || value === null) return null;
  const problem = isObject(value) ? badJson(value) : 'is no object; a JSON object is taken';
  if (problem !== null) return new Problem('metadata', problem);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes <= maxMetadataBytes
    ? (value as object)
    : new Problem('metadata', `is ${bytes} bytes of JSON; at most ${maxMetadataBytes} are taken`);
}
