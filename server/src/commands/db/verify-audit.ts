import '../../domains.ts'; // whose tables are audited
import { verifyAudit, type VerifiedChain } from '../../domains/audit/load/verify.ts';
import type { Config } from '../../platform/config.ts';
import { withDatabase } from '../../platform/store/migrations/databases.ts';
import { Postgres } from '../../platform/store/postgres/postgres.ts';

/** `pnpm db verify-audit [HASH …]`: whether the trail is what was written. False: it is not, and the lines before say where. */
export async function printVerification(config: Config, keptHashes: readonly string[]): Promise<boolean> {
  let isSound = true;
  await withDatabase(config, async (url) => {
    const postgres = new Postgres(url);
    try {
      const { chains, gaps, lostHashes } = await verifyAudit(postgres, { keptHashes, retentionDays: config.auditRetentionDays });
      const faults = [...gaps, ...lostHashes.map((hash) => `No chain has the hash ${hash}: entries were removed at its end.`)];
      for (const chain of chains) console.log(lineOf(chain));
      for (const fault of faults) console.log(fault);
      isSound = faults.length === 0 && chains.every((chain) => chain.break === null);
      console.log(
        isSound
          ? `The audit trail is unchanged (${chains.length} chains). Keep the last hashes elsewhere, and give them to the next verify-audit: a chain that was cut at its end does not have them.`
          : 'The audit trail is NOT what was written.',
      );
    } finally {
      await postgres.close();
    }
  });
  return isSound;
}

function lineOf({ workspaceId, slug, entryCount, firstPosition, lastPosition, lastHash, break: broken }: VerifiedChain): string {
  const name = workspaceId === null ? 'the installation' : `workspace ${slug ?? workspaceId}`;
  const line = `${name}: ${entryCount} entries, positions ${firstPosition} to ${lastPosition}, last hash ${lastHash}`;
  if (broken === null) return line;
  return `${line}\n  BROKEN at ${broken.position === null ? '' : `position ${broken.position}, `}entry ${broken.entryId}: ${broken.reason}`;
}
