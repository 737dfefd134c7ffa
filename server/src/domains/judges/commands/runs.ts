import type { Context } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadJudge, JudgeRunNotOpen } from '../errors.ts';
import { estimateRun, type RunEstimate } from '../load/estimate.ts';
import { wantedMessages, type WantedMessages } from '../load/messages.ts';
import { rubricsByIds } from '../load/rubrics.ts';
import type { JudgedSubject } from '../load/subjects.ts';
import { addItems, type NewItem } from '../queries/items.ts';
import { resumeRun, stopRun } from '../queries/runs.ts';
import type { Rule } from '../types.ts';

type Changing = Pick<Context, 'stores' | 'live' | 'viewer'>;

export interface RunWish extends WantedMessages {
  readonly judgeId: string;
}

/** The judge with its rubric or rule; a judge that is switched off begins nothing. */
export async function usableJudge(
  { stores, viewer: { workspaceId } }: Pick<Changing, 'stores' | 'viewer'>,
  id: string,
): Promise<Result<Omit<JudgedSubject, 'run'>>> {
  const judge = await stores.prisma.judge.findUnique({ where: { id, workspaceId } });
  if (judge === null) return fail(new NotFound('Judge', id, 'input.judgeId'));
  if (!judge.isEnabled)
    return fail(new BadJudge('judgeId', `is that of the judge "${judge.name}", which is switched off: switch it on first`));
  const [rubric] = judge.rubricId === null ? [null] : await rubricsByIds(stores, workspaceId, [judge.rubricId]);
  return succeed({ judge, rubric: rubric ?? null, rule: judge.rule as unknown as Rule | null });
}

/** What a run would judge and cost. Nothing is stored or sent. */
export async function estimateOf(context: Pick<Changing, 'stores' | 'viewer'>, wish: RunWish): Promise<Result<RunEstimate>> {
  const usable = await usableJudge(context, wish.judgeId);
  if (!usable.ok) return usable;
  const found = await wantedMessages(context.stores, context.viewer.workspaceId, wish);
  return found.ok ? succeed(await estimateRun(context.stores, context.viewer, usable.value, found.value)) : found;
}

/** Begins a run over a set of messages, and gives its id: it goes on in the background, on any server. */
export async function startRun(context: Changing, wish: RunWish, now: Date): Promise<Result<string>> {
  const usable = await usableJudge(context, wish.judgeId);
  if (!usable.ok) return usable;
  const found = await wantedMessages(context.stores, context.viewer.workspaceId, wish);
  if (!found.ok) return found;
  const items = found.value.map((messageId): NewItem => ({ messageId, otherMessageId: null, slot: '', side: null, otherSide: null }));
  const { costUsd } = await estimateRun(context.stores, context.viewer, usable.value, found.value);
  return succeed(await storeRun(context, { judgeId: wish.judgeId, kind: 'OFFLINE', sides: [], items, costUsd }, now));
}

export interface NewRun {
  readonly judgeId: string;
  readonly kind: 'OFFLINE' | 'PAIRWISE';
  readonly sides: readonly string[];
  readonly items: readonly NewItem[];
  readonly costUsd: number | null;
}

const batch = 5_000;

/** A run with all of its items, or none of it; its id. */
export async function storeRun({ stores, viewer }: Changing, { judgeId, kind, sides, items, costUsd }: NewRun, now: Date): Promise<string> {
  const { workspaceId } = viewer;
  const { id } = await stores.prisma.judgeRun.create({
    // Nothing of it is taken up before all stands there.
    data: {
      workspaceId,
      judgeId,
      kind,
      state: 'PAUSED',
      sides: [...sides],
      owner: spenderOf(viewer),
      estimatedNanoUsd: costUsd === null ? null : BigInt(Math.round(costUsd * 1e9)),
      createdAt: now,
    },
    select: { id: true },
  });
  await inTransaction(stores.postgres, async (client) => {
    for (let from = 0; from < items.length; from += batch)
      await addItems(client, { workspaceId, runId: id, judgeId, items: items.slice(from, from + batch) });
  });
  const total = await stores.prisma.judgeItem.count({ where: { runId: id, workspaceId } });
  await stores.prisma.judgeRun.update({ where: { id, workspaceId }, data: { state: 'WAITING', total } });
  return id;
}

/** Stops a run, and gives its id. What is in hand is finished and stored. */
export async function stopJudgeRun({ stores, live, viewer: { workspaceId } }: Changing, id: string): Promise<Result<string>> {
  if ((await stopRun(stores.postgres, { workspaceId, runId: id })) === 0)
    return refused(stores, workspaceId, id, 'Only one that waits, runs or is paused can be stopped.');
  live.publish('judgeRun.changed', id, {});
  return succeed(id);
}

/** Goes on with a run from where it is, failed messages once more, in the viewer's name; gives its id. */
export async function resumeJudgeRun({ stores, live, viewer }: Changing, id: string): Promise<Result<string>> {
  const { workspaceId } = viewer;
  if ((await resumeRun(stores.postgres, { workspaceId, runId: id, owner: spenderOf(viewer) })) === 0)
    return refused(stores, workspaceId, id, 'It goes on already.');
  live.publish('judgeRun.changed', id, {});
  return succeed(id);
}

async function refused(stores: Changing['stores'], workspaceId: string, id: string, what: string): Promise<Result<string>> {
  const run = await stores.prisma.judgeRun.findUnique({ where: { id, workspaceId }, select: { state: true } });
  return fail(run === null ? new NotFound('Judge run', id) : new JudgeRunNotOpen(run.state, what));
}

export interface OnlineWish {
  readonly judgeId: string;
  /** 0: no new answers are judged. */
  readonly sampleShare: number;
  /** Null: none is set; a model needs one. */
  readonly dailyCapUsd: number | null;
}

/** Has a judge look at a share of new answers as they come, or no more; gives the judge's id. */
export async function judgeOnline(
  context: Changing,
  { judgeId, sampleShare, dailyCapUsd }: OnlineWish,
  now: Date,
): Promise<Result<string>> {
  const { stores, live, viewer } = context;
  const { workspaceId } = viewer;
  if (!(sampleShare >= 0 && sampleShare <= 1)) return fail(new BadJudge('sampleShare', `is ${sampleShare}; 0 to 1 is taken`));
  if (dailyCapUsd !== null && !(dailyCapUsd >= 0 && dailyCapUsd <= 1_000_000))
    return fail(new BadJudge('dailyCapUsd', `is ${dailyCapUsd}; 0 to 1000000 US dollars are taken`));
  const usable = await usableJudge(context, judgeId);
  if (!usable.ok) return usable;
  const { judge } = usable.value;
  if (sampleShare > 0 && judge.kind === 'MODEL' && dailyCapUsd === null)
    return fail(new BadJudge('dailyCapUsd', 'is missing; a model judges new answers under a cap of US dollars a day'));
  const [last] = await stores.prisma.message.findMany({ where: { workspaceId }, orderBy: { id: 'desc' }, select: { id: true }, take: 1 });
  const isOn = sampleShare > 0;
  const runId = await stores.prisma.$transaction(async (transaction) => {
    await transaction.judge.update({
      where: { id: judgeId, workspaceId },
      data: {
        sampleShare,
        dailyCapNanoUsd: dailyCapUsd === null ? null : BigInt(Math.floor(dailyCapUsd * 1e9)),
        ...(judge.sampleShare === 0 && { seenMessageId: last?.id ?? 0n }),
        updatedAt: now,
      },
    });
    const running = await transaction.judgeRun.findFirst({
      where: { workspaceId, judgeId, kind: 'ONLINE', state: { in: ['WAITING', 'RUNNING', 'PAUSED'] } },
      select: { id: true },
    });
    if (running !== null) {
      await transaction.judgeRun.update({
        where: { id: running.id, workspaceId },
        data: isOn ? { state: 'RUNNING', problem: null, notBefore: null, owner: spenderOf(viewer) } : { state: 'STOPPED', endedAt: now },
      });
      return running.id;
    }
    if (!isOn) return null;
    const made = await transaction.judgeRun.create({
      data: { workspaceId, judgeId, kind: 'ONLINE', state: 'RUNNING', owner: spenderOf(viewer), createdAt: now, startedAt: now },
      select: { id: true },
    });
    return made.id;
  });
  if (runId !== null) live.publish('judgeRun.changed', runId, {});
  return succeed(judgeId);
}
