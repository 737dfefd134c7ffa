import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { addRows, createDataset, makerOf, removeRows } from '../../datasets/commands.ts';
import type { StoredVersion } from '../../datasets/load.ts';
import { adoptCorrections, correctionState } from '../background/correct.ts';
import type { WorkedLoop } from '../background/passed.ts';
import { BadLoop } from '../errors.ts';
import { readOptionalName } from '../ingest.ts';
import { inputOf, isDrawn, rowIdOf } from '../pure/prompt.ts';
import { sourcesOfItems } from '../queries/answers.ts';
import { clearSplits, openItems, storeSplits, type OpenItem, type PlacedItem } from '../queries/items.ts';
import { lockLoop, moveLoop, resetSteps, setVersion, storeStep } from '../queries/loops.ts';
import { splits } from '../types.ts';
import { openLoop } from './place.ts';
import type { Changing } from './start.ts';

export interface DatasetWish {
  readonly id: string;
  /** Null: the name of the loop. */
  readonly datasetName: string | null;
}

const group = 500;

/**
 * Makes a dataset version of the corrected prompts and the control sample, and gives the loop's id. A loop that was built before is built again
 * from there: its training, model and replay begin again.
 *
 * Errors  NOT_FOUND; LOOP_NOT_THERE; BAD_LOOP; those of the dataset.
 */
export async function buildLoopDataset(changing: Changing, wish: DatasetWish, now: Date): Promise<Result<string>> {
  const { stores, live, viewer } = changing;
  const { workspaceId } = viewer;
  const found = await openLoop(stores, workspaceId, wish.id, 'CORRECTED');
  if (!found.ok) return found;
  const loop = found.value;
  await adoptCorrections(stores, loop);
  const placed = placesOf(await itemsOf(changing, loop), loop);
  if (!placed.some(({ item, isTrained }) => item.kind === 'FAILURE' && isTrained))
    return fail(new BadLoop('id', 'is of a loop without a corrected prompt to train with: correct some with correctLoopItems first'));
  const dataset = await datasetOf(changing, loop, wish);
  if (!dataset.ok) return dataset;
  const version = await versionOf(changing, loop, dataset.value, placed);
  if (!version.ok) return version;
  const corrected = await correctionState(stores, { workspaceId, loopId: loop.id });
  const counted = (split: string): number => placed.filter((one) => one.split === split).length;
  const details = { trainCount: counted(splits.train), heldOutCount: counted(splits.heldOut), controlCount: counted(splits.control) };
  await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockLoop(session, { workspaceId, loopId: loop.id });
    if (locked === undefined) return;
    const at = { workspaceId, loopId: loop.id };
    const items = placed.map(({ item, split, isTrained }): PlacedItem => ({ id: item.id, split, isTrained }));
    await clearSplits(session, at);
    for (let from = 0; from < items.length; from += group)
      await storeSplits(session, { workspaceId, items: items.slice(from, from + group) });
    await resetSteps(session, { ...at, from: 'DATASET' });
    const { count = null, outOf = null, details: corrections = {} } = corrected;
    await storeStep(session, { ...at, kind: 'CORRECTED', state: 'DONE', count, outOf, details: corrections, now });
    await storeStep(session, { ...at, kind: 'DATASET', state: 'DONE', count: placed.length, details, now });
    await storeStep(session, { ...at, kind: 'TRAINING', state: 'NEEDS_PERSON', now });
    await setVersion(session, { ...at, versionId: version.value.id });
    await moveLoop(session, { ...at, step: 'TRAINING', status: 'NEEDS_PERSON', now });
  });
  live.publish('loops.changed', loop.id, {});
  return succeed(loop.id);
}

async function itemsOf({ stores, viewer: { workspaceId } }: Changing, { id: loopId }: WorkedLoop): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for (let after = '0'; ; after = (items.at(-1) as OpenItem).id) {
    const page = await openItems(stores.postgres, { workspaceId, loopId, after, limit: group });
    items.push(...page);
    if (page.length < group) return items;
  }
}

interface Placed extends Omit<PlacedItem, 'id'> {
  readonly item: OpenItem;
}

/** Corrected prompts are trained on or held out, the control sample is rehearsed or only replayed: by the seed, the same each time. */
function placesOf(items: readonly OpenItem[], { settings: { seed, heldOutShare, rehearsalShare } }: WorkedLoop): Placed[] {
  return items.flatMap((item): Placed[] => {
    if (item.kind === 'FAILURE') {
      if (item.expectedAnswer === null) return [];
      const isTrained = !isDrawn(item.promptHash, seed, heldOutShare);
      return [{ item, split: isTrained ? splits.train : splits.heldOut, isTrained }];
    }
    const isTrained = isDrawn(item.promptHash, seed, rehearsalShare);
    return [{ item, split: isTrained ? splits.train : splits.control, isTrained }];
  });
}

/** The dataset that takes the rows: the one that is named, or a new one. */
async function datasetOf(changing: Changing, loop: WorkedLoop, { datasetName }: DatasetWish): Promise<Result<string>> {
  const { stores, viewer } = changing;
  const { workspaceId } = viewer;
  const given = readOptionalName(datasetName, 'datasetName');
  if (given instanceof Problem) return fail(new BadLoop(given.field, given.reason));
  const name = (given ?? `Loop: ${loop.name}`).slice(0, 200);
  const known = await stores.prisma.dataset.findUnique({ where: { workspaceId_name: { workspaceId, name } }, select: { id: true } });
  if (known !== null) return succeed(known.id);
  const description = `Prompts that failed, with the answers that were expected, and prompts that succeeded: made by the loop "${loop.name}".`;
  const made = await createDataset(changing, workspaceId, { name, description, tags: ['loop'] });
  return made.ok ? succeed(made.value.id) : made;
}

/** The version with the loop's rows; those of an earlier building are replaced. */
async function versionOf(
  changing: Changing,
  loop: WorkedLoop,
  datasetId: string,
  placed: readonly Placed[],
): Promise<Result<StoredVersion>> {
  const { stores, viewer } = changing;
  const { workspaceId } = viewer;
  const place = { workspaceId, datasetId };
  const words = {
    comment: `Loop: ${loop.name}`,
    createdBy: makerOf(viewer),
    source: { kind: 'LOOP', loopId: globalId('Loop', loop.id), name: loop.name },
  };
  // Prompts that were left out since have no row any more, either.
  const earlier = await stores.prisma.loopItem.findMany({
    where: { workspaceId, loopId: loop.id, split: { not: null } },
    select: { id: true },
  });
  if (earlier.length > 0) {
    const removed = await removeRows(
      changing,
      place,
      earlier.map(({ id }) => rowIdOf(String(id))),
      words,
    );
    if (!removed.ok) return removed;
  }
  const sources = new Map(
    (await sourcesOfItems(stores.postgres, { workspaceId, loopId: loop.id })).map((source) => [source.itemId, source]),
  );
  const rows = placed.map(({ item, split }) => {
    const source = sources.get(item.id);
    return {
      fields: {
        id: rowIdOf(item.id),
        kind: 'INSTRUCTION',
        split,
        input: inputOf(item.turns),
        expectedOutput: item.kind === 'FAILURE' ? item.expectedAnswer : item.answer,
        metadata: {
          loop: loop.name,
          kind: item.kind === 'FAILURE' ? 'failure' : 'control',
          ...(item.kind === 'FAILURE' && { failedAnswer: item.answer }),
        },
      },
      source:
        source === undefined
          ? null
          : { messageId: source.messageId, traceId: source.traceId, spanId: source.spanId, userId: source.userId },
    };
  });
  return addRows(changing, place, rows, words);
}
