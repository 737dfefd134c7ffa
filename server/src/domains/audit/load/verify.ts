import { auditedTables } from '../../../platform/store/audited.ts';
import { installationChain } from '../../../platform/store/migrations/audit/functions.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { auditTriggers, chains, sealsAfter, type SealRow } from '../queries/chain.ts';

/** Seals that are read at once. */
const pageSize = 5_000;

/** One chain of entries: of a workspace, or of the installation. */
export interface VerifiedChain {
  /** Null: of the installation. */
  readonly workspaceId: string | null;
  /** Null: of the installation, or of a workspace that is gone. */
  readonly slug: string | null;
  readonly entryCount: number;
  /** Greater than 1 where the oldest entries were removed after their time; 0: there is none. */
  readonly firstPosition: number;
  readonly lastPosition: number;
  /** Hexadecimal; to be kept elsewhere: a chain that was cut at its end does not have it any more. Empty: no entry is sealed. */
  readonly lastHash: string;
  /** The first place that does not hold; null: all of it does. */
  readonly break: { readonly position: number | null; readonly entryId: string; readonly reason: string } | null;
}

export interface Verification {
  readonly chains: readonly VerifiedChain[];
  /** What would let changes go unrecorded from now on, as sentences. */
  readonly gaps: readonly string[];
  /** Those of the hashes that were given that no chain has. */
  readonly lostHashes: readonly string[];
}

/**
 * Recomputes every chain of the audit trail from its entries, and looks whether each trigger fires.
 *
 * `keptHashes`  last hashes of earlier verifications, in hexadecimal.
 */
export async function verifyAudit(statements: Statements, keptHashes: readonly string[] = []): Promise<Verification> {
  const unseen = new Set(keptHashes.map((hash) => hash.toLowerCase()));
  const verified: VerifiedChain[] = [];
  for (const { workspaceId, slug, entryCount, strayId } of await chains(statements, { installation: installationChain })) {
    const chain = await verifyChain(statements, workspaceId, (hash) => unseen.delete(hash));
    const stray =
      strayId === null ? null : { position: null, entryId: strayId, reason: 'the entry was written past the chain: it has no seal' };
    verified.push({
      ...chain,
      workspaceId: workspaceId === installationChain ? null : workspaceId,
      slug,
      entryCount,
      break: chain.break ?? stray,
    });
  }
  return { chains: verified, gaps: await gapsOf(statements), lostHashes: [...unseen] };
}

type Links = Pick<VerifiedChain, 'firstPosition' | 'lastPosition' | 'lastHash' | 'break'>;

async function verifyChain(statements: Statements, workspaceId: string, onHash: (hash: string) => void): Promise<Links> {
  let last: SealRow | null = null;
  let firstPosition = 0;
  let broken: Links['break'] = null;
  for (;;) {
    const seals: SealRow[] = await sealsAfter(statements, {
      workspaceId,
      installation: installationChain,
      after: last?.position ?? 0,
      limit: pageSize,
    });
    for (const seal of seals) {
      if (last === null) firstPosition = seal.position;
      const reason = reasonAgainst(seal, last);
      if (reason !== null) broken ??= { position: seal.position, entryId: seal.entryId, reason };
      onHash(seal.hash);
      last = seal;
    }
    if (seals.length < pageSize) return { firstPosition, lastPosition: last?.position ?? 0, lastHash: last?.hash ?? '', break: broken };
  }
}

/** What does not hold of a seal after the one before it; null: it holds. */
function reasonAgainst(seal: SealRow, before: SealRow | null): string | null {
  if (before !== null && seal.position !== before.position + 1) return `seals are missing after position ${before.position}`;
  if (before !== null && seal.previous !== before.hash) return 'the seal does not continue the one before it';
  if (before === null && seal.position === 1 && seal.previous !== '') return 'the first seal continues one that is not there';
  // The last seal stays where the entries before it have had their time (audit_forget).
  if (seal.computed === null) return before === null && seal.position > 1 ? null : 'the entry is missing';
  return seal.computed === seal.hash ? null : 'the entry is not what was sealed';
}

async function gapsOf(statements: Statements): Promise<string[]> {
  const firing = new Set((await auditTriggers(statements)).map(({ table, trigger }) => `${table} ${trigger}`));
  const needed = [
    ['audit_entries', 'audit_keep'],
    ['audit_entries', 'audit_seal'],
    ['audit_seals', 'audit_keep'],
    ...Object.keys(auditedTables()).flatMap((table) => ['insert', 'update', 'delete'].map((event) => [table, `audit_${event}`])),
  ] as const;
  return needed
    .filter(([table, trigger]) => !firing.has(`${table} ${trigger}`))
    .map(([table, trigger]) => `The trigger ${trigger} of the table ${table} is missing or disabled.`);
}
