import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { nameOfViewer } from '../../assistant/load.ts';
import { nearest } from '../../../platform/tools/near.ts';
import { chooseModel, spenderOf } from '../../model-connections/load.ts';
import { runAnswers, type RunContext } from '../background/run-answers.ts';
import { BadPlaygroundInput, PlaygroundBusy } from '../errors.ts';
import { checkPrompt, checkTitle, type PromptInput } from '../ingest.ts';
import { draftOf, type DraftFrom } from '../load/draft.ts';
import { titleOf } from '../pure/title.ts';
import { dropOldRuns, runningRuns } from '../queries.ts';
import { maxKeptRuns, maxModels, maxRunning } from '../types.ts';

export interface RunInput {
  readonly prompt: PromptInput;
  readonly models: readonly string[];
  readonly title?: string | null | undefined;
  /** What the prompt was taken from. */
  readonly from?: DraftFrom | null | undefined;
}

/**
 * Begins a run, and gives its id: answers come while it is followed (`playgroundAnswers`).
 *
 * Errors  BAD_PLAYGROUND_INPUT; PLAYGROUND_BUSY.
 */
export async function startRun(context: RunContext, { prompt, models, title, from }: RunInput, now: Date): Promise<Result<string>> {
  const checked = await checkPrompt(prompt);
  if (!checked.ok) return fail(checked.failure.within('prompt'));
  const chosen = checkInput({ models: await readModels(context, models) }, BadPlaygroundInput);
  if (!chosen.ok) return chosen;
  const named = title === undefined || title === null || title.trim() === '' ? null : checkTitle(title);
  if (named?.ok === false) return named;
  const draft = from === undefined || from === null ? null : await draftOf(context, from);
  if (draft?.ok === false) return fail(new BadPlaygroundInput('from', `can't be read any more: ${draft.failure.message}`));
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const owner = spenderOf(viewer);
  const [running] = await runningRuns(stores.postgres, { workspaceId, owner });
  if ((running?.runCount ?? 0) >= maxRunning) return fail(new PlaygroundBusy());
  const { rows } = checked.value;
  const run = await stores.prisma.playgroundRun.create({
    data: {
      workspaceId,
      owner,
      ownerName: nameOfViewer(viewer),
      title: named?.value.title ?? titleOf(checked.value.prompt),
      prompt: checked.value.prompt as unknown as Prisma.InputJsonValue,
      rows: rows as unknown as Prisma.InputJsonValue,
      models: [...chosen.value.models],
      createdAt: now,
      ...(draft !== null && { source: draft.value.source as unknown as Prisma.InputJsonValue, userId: draft.value.userId }),
      answers: {
        create: rows.flatMap((_row, rowIndex) =>
          chosen.value.models.map((model, columnIndex) => ({ workspaceId, rowIndex, columnIndex, model, beatAt: now })),
        ),
      },
    },
    include: {
      answers: { select: { id: true, rowIndex: true, columnIndex: true }, orderBy: [{ rowIndex: 'asc' }, { columnIndex: 'asc' }] },
    },
  });
  await dropOldRuns(stores.postgres, { workspaceId, owner, kept: maxKeptRuns });
  // It goes on after the answer of this mutation.
  void runAnswers(
    context,
    { id: run.id, prompt: checked.value.prompt, rows, models: chosen.value.models },
    run.answers.map((answer) => ({ ...answer, steps: [] })),
  );
  return succeed(run.id);
}

/** The models by their references; two columns may have the same one. */
async function readModels({ stores, viewer }: RunContext, models: readonly string[]): Promise<readonly string[] | Problem> {
  if (models.length === 0 || models.length > maxModels)
    return new Problem('models', `has ${models.length} models; 1 to ${maxModels} are taken`);
  const { models: connected } = await chooseModel(stores, viewer, null);
  const refs = connected.map(({ ref }) => ref);
  const at = models.findIndex((model) => !refs.includes(model));
  if (at < 0) return models;
  const model = models[at] as string;
  const near = nearest(model, refs);
  return new Problem(
    `models[${at}]`,
    near.length === 0
      ? `is ${shown(model)}, and no language model is connected; connect one on the page Language models`
      : `is ${shown(model)}, which no connection has; there are ${near.join(', ')}`,
  );
}
