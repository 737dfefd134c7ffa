import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

type Tags = Readonly<Record<string, string>>;

/** Gives the number of the new project; none where its name is known, or where another one took the number at the same time. */
export const insertProject = definePgQuery({
  name: 'projects.insert',
  row: z.object({ number: z.coerce.bigint() }),
  sql: ({ name, tags, location, now }: { name: string; tags: Tags; location: string | null; now: Date }, workspace) => pg`
    INSERT INTO training_projects (workspace_id, number, name, tags, location, created_at, updated_at)
    SELECT ${workspace}, COALESCE(max(number), 0) + 1, ${pg.text(name)}, ${pg.json(tags)}, ${pg.text(location)}, ${pg.at(now)}, ${pg.at(now)}
    FROM training_projects WHERE workspace_id = ${workspace}
    ON CONFLICT DO NOTHING RETURNING number`,
});

/** The project of jobs without a project; where its name is taken it has none for now. */
export const insertDefault = definePgCommand({
  name: 'projects.insertDefault',
  sql: ({ name, now }: { name: string; now: Date }, workspace) => pg`
    INSERT INTO training_projects (workspace_id, number, name, created_at, updated_at)
    VALUES (${workspace}, 0, ${pg.text(name)}, ${pg.at(now)}, ${pg.at(now)}) ON CONFLICT DO NOTHING`,
});

/** Adds tags to those of an project, and takes some away. */
export const mergeProjectTags = definePgCommand({
  name: 'projects.tags',
  sql: ({ number, tags, removed, now }: { number: bigint; tags: Tags; removed: readonly string[]; now: Date }, workspace) => pg`
    UPDATE training_projects SET tags = (tags || ${pg.json(tags)}) - ${pg.texts(removed)}, updated_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND number = ${pg.int8(number)}`,
});

/** The same for a logged model; a parameter that it has stays as it is. */
export const mergeModelEntries = definePgCommand({
  name: 'projects.modelEntries',
  sql: (
    { id, tags, removed, params, now }: { id: string; tags: Tags; removed: readonly string[]; params: Tags; now: Date },
    workspace,
  ) => pg`
    UPDATE logged_models SET tags = (tags || ${pg.json(tags)}) - ${pg.texts(removed)}, params = ${pg.json(params)} || params, updated_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** The model that was logged last for a run and whose files are complete. */
export const newestModelOfRun = definePgQuery({
  name: 'projects.newestModelOfRun',
  row: z.object({ name: z.string() }),
  sql: ({ runId }: { runId: string }, workspace) => pg`
    SELECT name FROM logged_models WHERE workspace_id = ${workspace} AND source_run_id = ${pg.text(runId)} AND status = 'READY'
    ORDER BY created_at DESC, id LIMIT 1`,
});

/** Which of these are ids of logged models, of whichever workspace. */
export const knownModelIds = definePgQuery({
  name: 'projects.knownModels',
  acrossWorkspaces: 'Files of deleted models are looked for in the folders of all workspaces.',
  row: z.object({ id: z.string() }),
  sql: ({ ids }: { ids: readonly string[] }) => pg`SELECT id FROM logged_models WHERE id = ANY(${pg.uuids(ids)})`,
});
