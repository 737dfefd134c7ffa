import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { QualityReport } from '../pure/quality/analyse.ts';

/** Stores what was found in a version, unless its rows are others by now. */
export const storeQuality = definePgCommand({
  name: 'datasets.storeQuality',
  sql: ({ versionId, address, report, now }: { versionId: string; address: string; report: QualityReport; now: Date }, workspace) => pg`
    INSERT INTO dataset_quality (version_id, workspace_id, report, analysed_at)
    SELECT id, ${workspace}, ${pg.json(report)}, ${pg.at(now)} FROM dataset_versions
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(versionId)} AND address = ${pg.text(address)}
    ON CONFLICT (version_id) DO UPDATE SET report = EXCLUDED.report, analysed_at = EXCLUDED.analysed_at`,
});

/** What was found in versions; those that were not analysed are left out. */
export const qualityOfVersions = definePgQuery({
  name: 'datasets.quality',
  row: z.object({ versionId: z.string(), report: z.custom<QualityReport>(), analysedAt: z.date() }),
  sql: ({ versionIds }: { versionIds: readonly string[] }, workspace) => pg`
    SELECT version_id AS "versionId", report, analysed_at AS "analysedAt" FROM dataset_quality
    WHERE workspace_id = ${workspace} AND version_id = ANY(${pg.uuids(versionIds)})`,
});

/** Forgets what was found in versions: it has beginnings of texts of rows that are erased. */
export const deleteQuality = definePgCommand({
  name: 'datasets.deleteQuality',
  sql: ({ versionId }: { versionId: string }, workspace) => pg`
    DELETE FROM dataset_quality WHERE workspace_id = ${workspace} AND version_id = ${pg.uuid(versionId)}`,
});
