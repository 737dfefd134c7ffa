import type { Postgres } from '../../../platform/store/postgres/postgres.ts';

/** Judgments that never found their message, and what waited for one. */
export async function deleteUnattached(postgres: Postgres, workspaceId: string, cutoff: Date): Promise<void> {
  await postgres.query({ text: '/* retention.unattached */ DELETE FROM evaluations WHERE workspace_id = $1 AND message_id IS NULL AND created_at < $2', values: [workspaceId, cutoff] });
  await postgres.query({
    text: '/* retention.waiting */ DELETE FROM waiting_evaluations w WHERE w.workspace_id = $1 AND NOT EXISTS (SELECT FROM evaluations e WHERE e.id = w.evaluation_id)',
    values: [workspaceId],
  });
}
