import type { LiveBus } from '../../../platform/live/bus.ts';
import { defineFollowed } from '../../../platform/store/followed.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { landUsers, membersOfRule } from '../load.ts';
import { MemberSet } from '../pure/member-set.ts';
import { cohortById } from '../queries/cohorts.ts';
import { memberHashes } from '../queries/members.ts';

/** Where members are read from. */
export interface MembersSource {
  readonly stores: Stores;
  readonly live: LiveBus;
}

interface Read {
  readonly members: MemberSet;
  readonly asOf: Date;
  /** An id as it is stored. */
  readonly stored: (userId: string) => string;
}

/** Members of a cohort, asked for without waiting. */
export interface TargetedCohort {
  readonly id: string;
  readonly has: (userId: string) => boolean;
  /** When the members that `has` knows were read; null: not yet, and no user is in. */
  readonly asOf: () => Date | null;
  /** Changes whenever a member comes or goes. */
  readonly fingerprint: () => string;
}

/** Members are as old as this at most while callers come; a store that is away leaves them as they were. */
const freshMs = 30_000;

const memory = defineFollowed<MembersSource, string, Read>({
  follow: ({ live }, workspaceId, forget) => live.subscribe('cohorts.changed', workspaceId, forget),
  read: async ({ stores }, workspaceId, id) => {
    const asOf = new Date();
    const [cohort] = await cohortById(stores.postgres, { workspaceId, id });
    const masker = maskerOf(await policyOf(stores, workspaceId));
    const stored = (userId: string): string => (masker === null ? userId : masker.id(userId));
    if (cohort === undefined) return { members: new MemberSet([]), asOf, stored };
    await landUsers(stores);
    const members = await membersOfRule(stores, workspaceId, cohort.rule, asOf);
    return { members: new MemberSet(await memberHashes(stores.clickhouse, { workspaceId, members })), asOf, stored };
  },
  keyOf: (id) => id,
  freshMs,
  staleMs: Infinity,
  most: { count: 500, size: 20_000_000 },
  sizeOf: ({ members }) => members.size,
});

/**
 * Who is in a cohort, from memory: read now, and again behind callers once it is older than `freshMs`, or the cohort was changed. Resolves
 * when it is known; where it can't be read, with no member, until it can.
 */
export async function targetedCohort(source: MembersSource, workspaceId: string, id: string): Promise<TargetedCohort> {
  let last: Read | null = null;
  const current = (): Read | null => {
    const found = memory(source, workspaceId, id);
    if (found instanceof Promise)
      found.then(
        (read) => (last = read),
        () => {}, // read again at a later call
      );
    else last = found;
    return last;
  };
  last = await Promise.resolve(memory(source, workspaceId, id)).catch(() => null);
  return {
    id,
    has: (userId) => {
      const read = current();
      return read !== null && read.members.has(read.stored(userId));
    },
    asOf: () => last?.asOf ?? null,
    fingerprint: () => current()?.members.fingerprint ?? '',
  };
}
