import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../../platform/store/pg-sql.ts';
import { latestLabel, promptTypes, type PromptContent, type PromptVersion, type VersionChoice } from '../types.ts';

const VersionRow = z
  .object({
    id: z.string(),
    promptId: z.string(),
    name: z.string(),
    type: z.enum(promptTypes),
    tags: z.array(z.string()),
    version: z.number(),
    content: z.unknown(),
    config: z.unknown(),
    labels: z.array(z.string()),
    isLatest: z.boolean(),
    commitMessage: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: z.date(),
  })
  .transform(({ content, labels, isLatest, ...version }): PromptVersion => ({
    ...version,
    content: content as PromptContent,
    labels: [...labels, ...(isLatest ? [latestLabel] : [])].toSorted(),
  }));

const greatest = pg`(SELECT max(n.version) FROM prompt_versions n WHERE n.prompt_id = p.id)`;

const chosen = (choice: VersionChoice): PgSql => {
  if ('version' in choice) return pg`v.version = ${pg.int4(choice.version)}`;
  return choice.label === latestLabel
    ? pg`v.version = ${greatest}`
    : pg`v.id = (SELECT l.version_id FROM prompt_labels l WHERE l.prompt_id = p.id AND l.label = ${pg.text(choice.label)})`;
};

/** The version of a prompt by its number or label; no row: there is none. */
export const versionByChoice = definePgQuery({
  name: 'prompts.version',
  row: VersionRow,
  sql: ({ name, choice }: { name: string; choice: VersionChoice }, workspace) => pg`
    SELECT v.id, p.id AS "promptId", p.name, p.type, coalesce(p.tags, '{}') AS tags, v.version, v.content, v.config, v.version = ${greatest} AS "isLatest",
           ARRAY(SELECT l.label FROM prompt_labels l WHERE l.version_id = v.id) AS labels,
           v.commit_message AS "commitMessage", v.created_by AS "createdBy", v.created_at AS "createdAt"
    FROM prompts p JOIN prompt_versions v ON v.prompt_id = p.id
    WHERE p.workspace_id = ${workspace} AND p.name = ${pg.text(name)} AND ${chosen(choice)}`,
});
