import type { Context } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type DomainError, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, readShortText, type Fields } from '../../../platform/ingest/values.ts';
import type { Judge } from '../../../platform/store/prisma/generated/client.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { versionOf } from '../../datasets/load.ts';
import { BadJudge } from '../../judges/errors.ts';
import { wantedMessages } from '../../judges/load/messages.ts';
import { modelProblem } from '../../model-connections/load.ts';
import { draftOfPrompt } from '../../playground/load/draft-of-prompt.ts';
import type { PlaygroundPrompt } from '../../playground/types.ts';
import { choiceOf, promptVersionOf } from '../../prompts/load.ts';
import type { PromptVersion } from '../../prompts/types.ts';
import { BadEvaluationRun } from '../errors.ts';
import { readChecks } from '../ingest/checks.ts';
import { judgesByIds } from '../load/scorers.ts';
import { maxDescriptionLength, maxItems, maxNameLength, maxRepetitions, maxScorers, type Check, type Scorer } from '../types.ts';

export type Starting = Pick<Context, 'stores' | 'live' | 'viewer'>;

/** What a run is wanted over, of what, and by which scorers; null: not given. */
export interface RunWish {
  readonly name: string | null;
  readonly description: string | null;
  readonly datasetName: string | null;
  readonly versionId: string | null;
  readonly split: string | null;
  /** Of the version's rows the first so many; of messages the sample. */
  readonly rowCount: number | null;
  readonly filter: AnalyticsFilter | null;
  readonly messageExternalIds: readonly string[] | null;
  readonly seed: number | null;
  readonly promptName: string | null;
  readonly promptVersion: number | null;
  readonly promptLabel: string | null;
  readonly model: string | null;
  readonly checks: readonly Fields[];
  readonly judgeIds: readonly string[];
  readonly repetitions: number | null;
  readonly usesCache: boolean | null;
  readonly capUsd: number | null;
}

/** The same, checked: everything but the rows. */
export interface CheckedWish {
  readonly name: string | null;
  readonly description: string | null;
  readonly version: PromptVersion | null;
  readonly prompt: PlaygroundPrompt | null;
  readonly model: string | null;
  readonly scorers: readonly Scorer[];
  readonly repetitions: number;
  readonly usesCache: boolean;
  readonly capUsd: number | null;
}

/**
 * What of a wish can be checked without its rows, or every field at fault. `isAnsweredHere`: false where an application answers.
 *
 * Errors  BAD_EVALUATION_RUN, NOT_FOUND, PROMPT_REFERENCE.
 */
export async function checkWish(context: Starting, wish: RunWish, isAnsweredHere = true): Promise<Result<CheckedWish>> {
  const { stores, viewer } = context;
  const { model, repetitions, capUsd, rowCount } = wish;
  const known = await knownIds(context, wish);
  if (!known.ok) return known;
  const needsModel = isAnsweredHere && wish.filter === null && wish.messageExternalIds === null;
  const checked = checkInput(
    {
      name: optional(wish.name, 'name', (fields) => readLine(fields, 'name', maxNameLength)),
      description: optional(wish.description, 'description', (fields) => readShortText(fields, 'description', maxDescriptionLength)),
      checks: readChecks(wish.checks),
      model: await readModel(context, model, needsModel),
      repetitions: within(repetitions, 'repetitions', 1, maxRepetitions) ?? 1,
      rowCount: within(rowCount, 'rowCount', 1, maxItems),
      capUsd:
        capUsd === null || (capUsd >= 0 && capUsd <= 1_000_000)
          ? capUsd
          : new Problem('capUsd', `is ${capUsd}; 0 to 1000000 US dollars are taken`),
      prompt:
        model === null && wish.promptName !== null ? new Problem('promptName', 'is given without `model`, which would be sent it') : null,
    },
    BadEvaluationRun,
  );
  if (!checked.ok) return checked;
  const { name, description, checks } = checked.value;
  const scorers = readScorers(known.value, checks);
  if (!scorers.ok) return scorers;
  const common = {
    name,
    description,
    model,
    scorers: scorers.value,
    repetitions: checked.value.repetitions,
    usesCache: wish.usesCache ?? true,
    capUsd,
  };
  if (wish.promptName === null) return succeed({ ...common, version: null, prompt: null });
  const choice =
    wish.promptVersion === null && wish.promptLabel === null ? { label: 'latest' } : choiceOf(wish.promptVersion, wish.promptLabel);
  const version = await promptVersionOf(stores, viewer.workspaceId, { name: wish.promptName, choice });
  if (!version.ok)
    return fail(new NotFound('Prompt', wish.promptName.slice(0, 100).toWellFormed(), 'input.promptName', version.failure.message));
  const drafted = await draftOfPrompt(context, version.value.name, version.value.version);
  if (!drafted.ok) return drafted;
  const { prompt } = drafted.value;
  // A place to write, which the playground adds, is none to send.
  const messages = prompt.messages.filter(
    ({ role, text, toolCalls }) => role === 'PLACEHOLDER' || text.trim() !== '' || toolCalls.length > 0,
  );
  return succeed({ ...common, version: version.value, prompt: { ...prompt, messages } });
}

const optional = (value: string | null, field: string, read: (fields: Fields) => string | Problem): string | null | Problem =>
  value === null || value === '' ? null : read({ [field]: value });

const within = (value: number | null, field: string, least: number, most: number): number | null | Problem =>
  value === null || (value >= least && value <= most) ? value : new Problem(field, `is ${value}; ${least} to ${most} is taken`);

async function readModel({ stores, viewer }: Starting, model: string | null, isNeeded: boolean): Promise<string | null | Problem> {
  if (model === null)
    return !isNeeded
      ? null
      : new Problem('model', 'is missing; rows of a dataset need a language model "connection/model" that answers them');
  const problem = await modelProblem(stores, viewer, model);
  return problem === null ? model : new Problem('model', problem);
}

/** Judges that a wish names, each once. What is named by an id is looked for before all else. */
async function knownIds({ stores, viewer: { workspaceId } }: Starting, wish: RunWish): Promise<Result<readonly Judge[], NotFound>> {
  const { versionId } = wish;
  if (versionId !== null && (await versionOf(stores, { workspaceId, versionId })) === null)
    return fail(new NotFound('Dataset version', versionId, 'input.versionId'));
  const ids = [...new Set(wish.judgeIds)];
  const found = await judgesByIds(stores, workspaceId, ids);
  const missing = ids.findIndex((id) => !found.has(id));
  return missing < 0
    ? succeed(ids.flatMap((id) => found.get(id)?.judge ?? []))
    : fail(new NotFound('Judge', ids[missing] as string, `input.judgeIds[${missing}]`));
}

/** Checks and judges together. */
function readScorers(judges: readonly Judge[], checks: readonly Check[]): Result<readonly Scorer[], BadEvaluationRun> {
  const count = checks.length + judges.length;
  if (count > maxScorers) return fail(new BadEvaluationRun('judgeIds', `and checks are ${count} scorers; at most ${maxScorers} are taken`));
  for (const [at, { name, isEnabled }] of judges.entries()) {
    if (!isEnabled)
      return fail(new BadEvaluationRun(`judgeIds[${at}]`, `is that of the judge "${name}", which is switched off: switch it on first`));
    if (checks.some((check) => check.name === name))
      return fail(
        new BadEvaluationRun(`judgeIds[${at}]`, `is that of the judge "${name}", and a check has the same name: rename the check`),
      );
  }
  return succeed([
    ...checks.map((check): Scorer => ({ kind: 'CHECK', check })),
    ...judges.map(({ id, name }): Scorer => ({ kind: 'JUDGE', judgeId: id, name })),
  ]);
}

/** Numbers of the messages that a wish names. */
export async function messagesOfWish({ stores, viewer }: Starting, wish: RunWish): Promise<Result<readonly string[], DomainError>> {
  const { filter, messageExternalIds, rowCount, seed } = wish;
  const found = await wantedMessages(stores, viewer.workspaceId, { filter, messageExternalIds, sampleCount: rowCount, seed });
  if (found.ok || !(found.failure instanceof BadJudge)) return found;
  const [first, ...others] = found.failure.problems;
  return fail(new BadEvaluationRun(first.field, first.reason, others));
}
