import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** The id of the workspace of this slug, made where there is none. */
export const workspaceOfSlug = definePgQuery({
  name: 'access.workspace',
  acrossWorkspaces: 'Makes the workspace.',
  row: z.object({ id: z.string() }),
  sql: ({ slug, name }: { slug: string; name: string }) => pg`
    INSERT INTO workspaces (slug, name) VALUES (${pg.text(slug)}, ${pg.text(name)}) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id`,
});
