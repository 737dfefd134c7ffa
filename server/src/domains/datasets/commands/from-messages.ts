import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf } from '../../analytics/load.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { BadDataset } from '../errors.ts';
import { badLineSize } from '../ingest/row.ts';
import { messageRow, type MessageTarget } from '../pure/message-row.ts';
import { addressOf, lineOf } from '../pure/row-line.ts';
import { rowFit } from '../pure/row-schema.ts';
import { answersOfFilter, answersWithTurns, messagesByNames, messagesInDataset, messagesOfQueue } from '../queries/messages.ts';
import { storeSources } from '../queries/sources.ts';
import type { StoredVersion } from '../queries/versions.ts';
import type { DatasetPlace } from '../record/chunks.ts';
import { appended, linesOf, schemasOf, type CheckedRow } from './content.ts';
import { settleDraft } from './draft.ts';
import { makeVersion, type Changing, type VersionWords } from './version.ts';

/** Messages of one call. */
export const maxMessages = 20_000;
const largestSeed = 2_147_483_647;
const messagesAtOnce = 250;

/** Which messages become rows; one of `filter`, `messageExternalIds` and `queueId`. */
export interface FromMessages {
  readonly filter: AnalyticsFilter | null;
  readonly messageExternalIds: readonly string[] | null;
  readonly queueId: string | null;
  /** Null: as many as one call takes. */
  readonly sampleCount: number | null;
  /** Null: the newest. */
  readonly seed: number | null;
  readonly target: MessageTarget;
  readonly split: string | null;
}

/** What became of messages. */
export interface FromMessagesOutcome {
  readonly version: StoredVersion;
  readonly addedCount: number;
  /** Messages that the dataset had, and rows whose content another one had. */
  readonly duplicateCount: number;
  /** Messages without what is wanted: no turn of a user before them, no correction, not as the schemas of the dataset ask, too large. */
  readonly leftOutCount: number;
}

/**
 * Makes rows of answers in production: the turns before them, and what is wanted. Texts are masked as the policy says now; exact duplicates
 * are left out; of each row it is kept which message, trace and users it comes from.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BAD_DATASET, also where no row is left.
 */
export async function addMessages(
  changing: Changing,
  place: DatasetPlace,
  wanted: FromMessages,
  words: Omit<VersionWords, 'source'>,
): Promise<Result<FromMessagesOutcome>> {
  const { stores } = changing;
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const found = await messagesOf(stores, place.workspaceId, wanted);
  if (!found.ok) return found;
  const fit = await rowFit(schemas.value);
  const masker = maskerOf(await policyOf(stores, place.workspaceId));
  const mask = masker === null ? (text: string) => text : (text: string) => masker.text(text);
  const rows: CheckedRow[] = [];
  const seen = new Set<string>();
  let [duplicateCount, leftOutCount] = [0, 0];
  for (let from = 0; from < found.value.length; from += messagesAtOnce) {
    const ids = found.value.slice(from, from + messagesAtOnce);
    const known = new Set((await messagesInDataset(stores.postgres, { ...place, messageIds: ids })).map(({ id }) => id));
    const answers = new Map(
      (await answersWithTurns(stores.postgres, { workspaceId: place.workspaceId, messageIds: ids })).map((answer) => [answer.id, answer]),
    );
    for (const id of ids) {
      const answer = answers.get(id);
      const row = answer === undefined ? null : messageRow(answer, wanted.target, wanted.split, mask);
      if (row === null || fit(row.content) !== null || badLineSize(lineOf('', row.content)) !== null) {
        leftOutCount += 1;
        continue;
      }
      const hash = addressOf(JSON.stringify([row.content.messages, row.content.expectedOutput]));
      if (known.has(id) || seen.has(hash)) duplicateCount += 1;
      else rows.push({ id: null, ...row });
      seen.add(hash);
    }
  }
  if (rows.length === 0)
    return fail(
      new BadDataset(
        argumentOf(wanted),
        found.value.length === 0
          ? 'leads to no answer; choose a wider one'
          : `leads to ${found.value.length} answers and no row: ${duplicateCount} are there already, ${leftOutCount} have not what is wanted`,
      ),
    );
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const made = await linesOf(stores, place, rows);
  if (!made.ok) return made;
  const { lines, sources } = made.value;
  const source = {
    kind: 'MESSAGES',
    of: argumentOf(wanted),
    target: wanted.target,
    messageCount: found.value.length,
    duplicateCount,
    leftOutCount,
  };
  const version = await makeVersion(
    changing,
    place,
    { ...words, source },
    async (latest) => succeed({ chunks: await appended(stores, place, latest, lines) }),
    async (session) => {
      await storeSources(session, { ...place, rows: sources });
    },
  );
  return version.ok ? succeed({ version: version.value, addedCount: rows.length, duplicateCount, leftOutCount }) : version;
}

const argumentOf = ({ filter, queueId }: FromMessages): string =>
  filter !== null ? 'filter' : queueId !== null ? 'queueId' : 'messageExternalIds';

async function messagesOf(stores: Stores, workspaceId: string, wanted: FromMessages): Promise<Result<readonly string[]>> {
  const { filter, messageExternalIds, queueId, sampleCount, seed } = wanted;
  if ([filter, messageExternalIds, queueId].filter((one) => one !== null).length !== 1)
    return fail(new BadDataset('filter', 'or `messageExternalIds` or `queueId` is given, one of the three'));
  if (sampleCount !== null && (sampleCount < 1 || sampleCount > maxMessages))
    return fail(new BadDataset('sampleCount', `is ${sampleCount}; 1 to ${maxMessages} is taken`));
  if (seed !== null && (seed < 0 || seed > largestSeed)) return fail(new BadDataset('seed', `is ${seed}; 0 to ${largestSeed} is taken`));
  const limit = sampleCount ?? maxMessages;
  if (queueId !== null) {
    if ((await stores.prisma.annotationQueue.count({ where: { id: queueId, workspaceId } })) === 0)
      return fail(new NotFound('Annotation queue', queueId, 'input.queueId'));
    return succeed((await messagesOfQueue(stores.postgres, { workspaceId, queueId, limit })).map(({ id }) => id));
  }
  if (messageExternalIds !== null) return byNames(stores, workspaceId, messageExternalIds, limit);
  const checked = checkFilter(filter ?? {});
  if (!checked.ok) {
    const [first, ...others] = checked.failure.within('filter').problems;
    return fail(new BadDataset(first.field, first.reason, others));
  }
  const { where } = await conditionsOf(stores.postgres, workspaceId, checked.value);
  const rows = await answersOfFilter(stores.clickhouse, { workspaceId, where: allOf([withinTime(checked.value), where]), seed, limit });
  return succeed(rows.map(({ id }) => id));
}

async function byNames(
  stores: Stores,
  workspaceId: string,
  names: readonly string[],
  limit: number,
): Promise<Result<readonly string[], BadDataset>> {
  const at = names.findIndex((name) => unstorable(name) !== null);
  if (at >= 0) return fail(new BadDataset(`messageExternalIds[${at}]`, unstorable(names[at] as string) as string));
  const known = new Map(
    (await messagesByNames(stores.postgres, { workspaceId, externalIds: names })).map(({ id, externalId }) => [externalId, id]),
  );
  const missing = names.findIndex((name) => !known.has(name));
  if (missing >= 0)
    return fail(
      new BadDataset(
        `messageExternalIds[${missing}]`,
        `is ${JSON.stringify(names[missing]?.slice(0, 60).toWellFormed())}, the id of no message of this workspace`,
      ),
    );
  return succeed([...new Set(names)].slice(0, limit).map((name) => known.get(name) as string));
}
