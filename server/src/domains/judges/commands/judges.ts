import type { Context } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, shown } from '../../../platform/ingest/values.ts';
import { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import { modelProblem } from '../../model-connections/load.ts';
import { BadJudge } from '../errors.ts';
import { checkRule } from '../ingest.ts';
import { rubricsByIds } from '../load/rubrics.ts';
import { maxJudges, maxNameLength, type Rule } from '../types.ts';
import { rubricRow } from './rubrics.ts';

export interface JudgeInput {
  /** Absent: a new one. */
  readonly id: string | null;
  readonly name: unknown;
  /** A rubric with a model, or a rule. */
  readonly rubricId: string | null;
  readonly model: string | null;
  readonly rule: Readonly<Record<string, unknown>> | null;
  readonly minimumAgreement: number | null;
  readonly isEnabled: boolean | null;
}

type Changing = Pick<Context, 'stores' | 'viewer'>;

/** Makes a judge, or changes one; gives its id. What changes its verdicts gives it the next version. */
export async function saveJudge(context: Changing, input: JudgeInput, now: Date): Promise<Result<string>> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const { id, rubricId, minimumAgreement, isEnabled } = input;
  if (id !== null && (await stores.prisma.judge.count({ where: { id, workspaceId } })) === 0)
    return fail(new NotFound('Judge', id, 'input.id'));
  if (rubricId !== null && (await rubricsByIds(stores, workspaceId, [rubricId]))[0] === null)
    return fail(new NotFound('Rubric', rubricId, 'input.rubricId'));
  if ((rubricId === null) === (input.rule === null))
    return fail(
      new BadJudge('rubricId', `is ${rubricId === null ? 'missing, and so is `rule`' : 'given beside `rule`'}; a judge has one of the two`),
    );
  const rule = input.rule === null ? null : await checkRule(input.rule);
  if (rule?.ok === false) return fail(rule.failure.within('rule'));
  const checked = checkInput(
    {
      name: readLine({ name: input.name }, 'name', maxNameLength),
      model: await readModel(context, input),
      minimumAgreement:
        minimumAgreement === null || (minimumAgreement >= -1 && minimumAgreement <= 1)
          ? minimumAgreement
          : new Problem('minimumAgreement', `is ${minimumAgreement}; -1 to 1 is taken`),
    },
    BadJudge,
  );
  if (!checked.ok) return checked;
  const { name, model } = checked.value;
  return stores.prisma.$transaction(async (transaction): Promise<Result<string>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = id === null ? null : await transaction.judge.findUnique({ where: { id, workspaceId } });
    if (id !== null && held === null) return fail(new NotFound('Judge', id, 'input.id'));
    const taken = await transaction.judge.findUnique({ where: { workspaceId_name: { workspaceId, name } }, select: { id: true } });
    if (taken !== null && taken.id !== id)
      return fail(new BadJudge('name', `is ${shown(name)}, the name of another judge; each has its own`));
    if (held === null && (await transaction.judge.count({ where: { workspaceId } })) >= maxJudges)
      return fail(new BadJudge('name', `is that of one judge too many: a workspace has at most ${maxJudges}`));
    const rubric = rubricId === null ? null : await rubricRow(transaction, workspaceId, rubricId, now);
    if (rubricId !== null && rubric === null) return fail(new NotFound('Rubric', rubricId, 'input.rubricId'));
    const kind = rule === null ? ('MODEL' as const) : ('RULE' as const);
    if (held !== null && held.kind !== kind)
      return fail(
        new BadJudge(rule === null ? 'rubricId' : 'rule', `is given; the judge is of the kind ${held.kind} and stays so: make another one`),
      );
    const what = { rubricId: rubric, model, rule: rule === null ? Prisma.DbNull : (rule.value as unknown as Prisma.InputJsonObject) };
    const columns = {
      name,
      ...what,
      ...(minimumAgreement !== null && { minimumAgreement }),
      ...(isEnabled !== null && { isEnabled }),
      updatedAt: now,
    };
    if (held === null)
      return succeed(
        (await transaction.judge.create({ data: { workspaceId, kind, ...columns, createdAt: now }, select: { id: true } })).id,
      );
    const isOther = held.rubricId !== rubric || held.model !== model || !sameRule(held.rule, rule?.value ?? null);
    await transaction.judge.update({
      where: { id: held.id, workspaceId },
      data: { ...columns, ...(isOther && { version: { increment: 1 } }) },
    });
    return succeed(held.id);
  });
}

/** Columns of JSON keep no order of names. */
function sameRule(held: unknown, rule: Rule | null): boolean {
  const sorted = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, of]) => [name, sorted(of)]),
        );
  return JSON.stringify(sorted(held ?? null)) === JSON.stringify(sorted(rule));
}

async function readModel({ stores, viewer }: Changing, { rubricId, model }: JudgeInput): Promise<string | null | Problem> {
  if (rubricId === null) return model === null ? null : new Problem('model', 'is given; a rule asks no model');
  if (model === null) return new Problem('model', 'is missing; a language model "connection/model" is taken');
  const problem = await modelProblem(stores, viewer, model);
  return problem === null ? model : new Problem('model', problem);
}

/** Deletes a judge with its runs, and gives its id. The evaluations that it made stay. */
export async function deleteJudge({ stores, viewer: { workspaceId } }: Changing, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.judge.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Judge', id)) : succeed(id);
}
