import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { latestLabel, maxComments, maxVersions } from '../types.ts';
import { PromptTypeEnum } from './version.ts';

const PromptLabelRef = builder.objectRef<{ readonly label: string; readonly version: number }>('PromptLabel').implement({
  description: 'A name under which applications fetch one version of a prompt.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Name of the label, unique in its prompt.' }),
    version: t.exposeInt('version', { description: 'Number of the version that has the label.' }),
  }),
});

export const PromptCommentRef = builder.prismaNode('PromptComment', {
  id: { field: 'id' },
  nullable: true,
  description: 'What a person wrote about a prompt, or about one of its versions.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    version: t.exposeInt('version', { nullable: true, description: 'Number of the version that the comment is about; null: the prompt.' }),
    text: t.exposeString('text', { description: 'Words of the comment.' }),
    author: t.exposeString('author', {
      nullable: true,
      description: 'Name of the person who wrote the comment; null: an API key, or a local caller without an account.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the comment was written.' }),
  }),
});

export const PromptRef = builder.prismaNode('Prompt', {
  id: { field: 'id' },
  nullable: true,
  description: 'A prompt template that applications fetch by its name, in numbered versions.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the prompt, unique in the workspace; "/" stands between folders.' }),
    type: t.expose('type', { type: PromptTypeEnum, description: 'Kind of the prompt, of all its versions.' }),
    tags: t.exposeStringList('tags', { description: 'Tags of the prompt, of all its versions.' }),
    labels: t.field({
      type: [PromptLabelRef],
      description: `Labels of the versions by name, ${latestLabel} last.`,
      select: {
        labels: { select: { label: true, version: { select: { version: true } } }, orderBy: { label: 'asc' } },
        versions: { select: { version: true }, orderBy: { version: 'desc' }, take: 1 },
      },
      resolve: ({ labels, versions }) => [
        ...labels.map(({ label, version }) => ({ label, version: version.version })),
        ...versions.map(({ version }) => ({ label: latestLabel, version })),
      ],
    }),
    versions: t.relation('versions', {
      description: `Versions of the prompt, newest first; at most ${maxVersions}.`,
      query: { orderBy: { version: 'desc' }, take: maxVersions },
    }),
    versionCount: t.relationCount('versions', { description: 'Number of versions of the prompt.' }),
    comments: t.relation('comments', {
      description: `Comments on the prompt and its versions, newest first; at most ${maxComments}.`,
      query: { orderBy: { createdAt: 'desc' }, take: maxComments },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the prompt was made.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of versions, labels or tags.',
    }),
    lastChange: t.field(lastChangeField('Prompt', 'prompt', ({ id }: { id: string }) => id)),
  }),
});
