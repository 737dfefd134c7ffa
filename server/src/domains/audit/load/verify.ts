import { installationChain } from '../../../platform/store/migrations/audit/functions.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { chains, forgottenNotes, recordedRetentions, sealsAfter, type SealRow } from '../queries/chain.ts';
import { reasonAgainstForgetting } from './forgotten.ts';
import { gapsOf } from './gaps.ts';

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

interface Expectation {
  /** Last hashes of earlier verifications, in hexadecimal. */
  readonly keptHashes?: readonly string[];
  /** For how many days entries are kept; null: for good. */
  readonly retentionDays?: number | null;
}

/**
 * Recomputes every chain of the audit trail from its entries, and looks whether entries that have left had their time, and whether functions and
 * triggers are those that this version makes.
 */
export async function verifyAudit(
  statements: Statements,
  { keptHashes = [], retentionDays = null }: Expectation = {},
): Promise<Verification> {
  const retentions = new Set(
    [retentionDays, ...(await recordedRetentions(statements)).map(({ days }) => days)].filter((days) => days !== null),
  );
  const notes = await forgottenNotes(statements, { installation: installationChain });
  const unseen = new Set(keptHashes.map((hash) => hash.toLowerCase()));
  const verified: VerifiedChain[] = [];
  for (const { workspaceId, slug, entryCount, strayId } of await chains(statements, { installation: installationChain })) {
    const chain = await verifyChain(statements, workspaceId, (hash) => unseen.delete(hash));
    const stray =
      strayId === null ? null : { position: null, entryId: strayId, reason: 'the entry was written past the chain: it has no seal' };
    const gone = reasonAgainstForgetting(
      chain.firstPosition,
      notes.find((note) => note.workspaceId === workspaceId),
      retentions,
    );
    const forgotten = gone === null ? null : { position: chain.firstPosition, entryId: chain.firstEntryId, reason: gone };
    const { firstEntryId: _first, ...links } = chain;
    verified.push({
      ...links,
      workspaceId: workspaceId === installationChain ? null : workspaceId,
      slug,
      entryCount,
      break: forgotten ?? chain.break ?? stray,
    });
  }
  return { chains: verified, gaps: await gapsOf(statements), lostHashes: [...unseen] };
}

type Links = Pick<VerifiedChain, 'firstPosition' | 'lastPosition' | 'lastHash' | 'break'> & { readonly firstEntryId: string };

async function verifyChain(statements: Statements, workspaceId: string, onHash: (hash: string) => void): Promise<Links> {
  let last: SealRow | null = null;
  let first: SealRow | null = null;
  let broken: Links['break'] = null;
  for (;;) {
    const seals: SealRow[] = await sealsAfter(statements, {
      workspaceId,
      installation: installationChain,
      after: last?.position ?? 0,
      limit: pageSize,
    });
    for (const seal of seals) {
      first ??= seal;
      const reason = reasonAgainst(seal, last);
      if (reason !== null) broken ??= { position: seal.position, entryId: seal.entryId, reason };
      onHash(seal.hash);
      last = seal;
    }
    if (seals.length < pageSize)
      return {
        firstPosition: first?.position ?? 0,
        firstEntryId: first?.entryId ?? '',
        lastPosition: last?.position ?? 0,
        lastHash: last?.hash ?? '',
        break: broken,
      };
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
