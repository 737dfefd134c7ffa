import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { resolveContent } from '../load/resolve.ts';
import { placeholdersOf, variablesOf } from '../pure/template.ts';
import { maxDepth, maxMessages, latestLabel } from '../types.ts';
import type { PromptContent, PromptMessage, PromptType } from '../types.ts';

export const PromptTypeEnum = describedEnum<PromptType>('PromptType', 'Kind of a prompt; all versions of a prompt are of one.', {
  TEXT: 'A single text.',
  CHAT: 'A list of messages.',
});

const PromptMessageRef = builder.objectRef<PromptMessage>('PromptMessage').implement({
  description: 'A message of a chat prompt, or a place that the application fills with messages of its own.',
  fields: (t) => ({
    role: t.string({
      nullable: true,
      description: 'Role of the message, such as system, user or assistant; null: a place for messages of the application.',
      resolve: (message) => ('role' in message ? message.role : null),
    }),
    content: t.string({
      nullable: true,
      description: 'Text of the message; null: a place for messages of the application.',
      resolve: (message) => ('content' in message ? message.content : null),
    }),
    placeholder: t.string({
      nullable: true,
      description: 'Name of a place that the application fills with messages; null: a message.',
      resolve: (message) => ('placeholder' in message ? message.placeholder : null),
    }),
  }),
});

const PromptContentRef = builder.objectRef<PromptContent>('PromptContent').implement({
  description: 'Content of a version of a prompt, its references replaced by the texts of other prompts.',
  fields: (t) => ({
    text: t.string({
      nullable: true,
      description: 'Text of a TEXT prompt; null: a CHAT prompt.',
      resolve: (content) => (typeof content === 'string' ? content : null),
    }),
    messages: t.field({
      type: [PromptMessageRef],
      nullable: true,
      description: `Messages of a CHAT prompt, at most ${maxMessages}; null: a TEXT prompt.`,
      resolve: (content) => (typeof content === 'string' ? null : [...content]),
    }),
  }),
});

const contentOf = ({ content }: { content: unknown }): PromptContent => content as PromptContent;

export const PromptVersionRef = builder.prismaNode('PromptVersion', {
  id: { field: 'id' },
  nullable: true,
  description: 'One save of a prompt: content and settings never change, labels do.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1; no number is given twice.' }),
    name: t.string({
      description: 'Name of the prompt.',
      select: { prompt: { select: { name: true } } },
      resolve: ({ prompt }) => prompt.name,
    }),
    type: t.field({
      type: PromptTypeEnum,
      description: 'Kind of the prompt.',
      select: { prompt: { select: { type: true } } },
      resolve: ({ prompt }) => prompt.type,
    }),
    text: t.string({
      nullable: true,
      description: 'Saved text, with references and variables; null: a CHAT prompt.',
      select: { content: true },
      resolve: (version) => {
        const content = contentOf(version);
        return typeof content === 'string' ? content : null;
      },
    }),
    messages: t.field({
      type: [PromptMessageRef],
      nullable: true,
      description: `Saved messages, with references and variables, at most ${maxMessages}; null: a TEXT prompt.`,
      select: { content: true },
      resolve: (version) => {
        const content = contentOf(version);
        return typeof content === 'string' ? null : [...content];
      },
    }),
    resolved: t.field({
      type: PromptContentRef,
      description: `Content as applications get it. PROMPT_REFERENCE where a reference leads to no text prompt, in a circle, or over more than ${maxDepth} prompts.`,
      select: { id: true, content: true, prompt: { select: { name: true } } },
      resolve: async ({ id, prompt, ...version }, _args, { stores, viewer }) =>
        unwrap(await resolveContent(stores, viewer.workspaceId, { id, name: prompt.name, content: contentOf(version) })).content,
    }),
    config: t.expose('config', { type: 'JSON', description: 'Settings that applications get with the prompt, such as the model.' }),
    variables: t.stringList({
      description: 'Names in double braces that the application fills in, each once, in the order of the text.',
      select: { content: true },
      resolve: (version) => variablesOf(contentOf(version)),
    }),
    placeholders: t.stringList({
      description: 'Names of the places that the application fills with messages; empty for a TEXT prompt.',
      select: { content: true },
      resolve: (version) => placeholdersOf(contentOf(version)),
    }),
    labels: t.stringList({
      description: `Labels of the version by name, without ${latestLabel}.`,
      select: { labels: { select: { label: true } } },
      resolve: ({ labels }) => labels.map(({ label }) => label).toSorted(),
    }),
    commitMessage: t.exposeString('commitMessage', { nullable: true, description: 'What the version is about; null: nothing was given.' }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description: 'Name of the person who saved the version; null: an API key, or a local caller without an account.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the version was saved.' }),
  }),
});
