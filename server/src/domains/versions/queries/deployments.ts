import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { countedParts, releaseModes, type ReleasePolicy, type VersionVerdict } from '../types.ts';

/** Marks of deployments that are read: the ones made last. */
const mostMarks = 5_000;

/** Every mark of a workspace, the latest first. */
export const deploymentsOf = definePgQuery({
  name: 'versions.deployments',
  row: z.object({ versionId: z.string(), deployedAt: z.date() }),
  sql: (_all: object, workspace) => pg`
    SELECT version_id AS "versionId", deployed_at AS "deployedAt" FROM model_deployments
    WHERE workspace_id = ${workspace} ORDER BY deployed_at DESC, id LIMIT ${pg.int8(mostMarks)}`,
});

interface Mark {
  readonly versionId: string;
  readonly deployedAt: Date;
  readonly deployedBy: string | null;
  readonly verdict: VersionVerdict;
  readonly regressions: readonly string[];
  readonly overrideReason: string | null;
}

/** Stores a mark; none: the version is gone. */
export const storeMark = definePgQuery({
  name: 'versions.storeMark',
  row: z.object({ id: z.string() }),
  sql: ({ versionId, deployedAt, deployedBy, verdict, regressions, overrideReason }: Mark, workspace) => pg`
    INSERT INTO model_deployments (workspace_id, version_id, deployed_at, deployed_by, verdict, regressions, override_reason)
    SELECT ${workspace}, id, ${pg.at(deployedAt)}, ${pg.text(deployedBy)}, ${pg.enumerated('ReleaseVerdict', verdict)}, ${pg.texts(regressions)}, ${pg.text(overrideReason)}
    FROM model_versions WHERE workspace_id = ${workspace} AND id = ${pg.uuid(versionId)} RETURNING id`,
});

export const policyOfWorkspace = definePgQuery({
  name: 'versions.policy',
  row: z.object({ mode: z.enum(releaseModes), parts: z.array(z.enum(countedParts)), updatedAt: z.date() }),
  sql: (_none: object, workspace) =>
    pg`SELECT mode, parts, updated_at AS "updatedAt" FROM release_policies WHERE workspace_id = ${workspace}`,
});

export const writePolicy = definePgCommand({
  name: 'versions.writePolicy',
  sql: ({ mode, parts }: Omit<ReleasePolicy, 'updatedAt'>, workspace) => pg`
    INSERT INTO release_policies (workspace_id, mode, parts) VALUES (${workspace}, ${pg.enumerated('ReleaseMode', mode)}, ${pg.texts(parts)})
    ON CONFLICT (workspace_id) DO UPDATE SET mode = excluded.mode, parts = excluded.parts, updated_at = now()`,
});
