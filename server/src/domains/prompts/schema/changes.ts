import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound, unwrap, type Result } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import {
  commentPrompt,
  deletePrompt,
  deletePromptComment,
  deletePromptVersion,
  savePromptVersion,
  setPromptLabels,
  setPromptTags,
} from '../commands.ts';
import {
  defaultLabel,
  latestLabel,
  maxCommentLength,
  maxCommitMessageLength,
  maxDepth,
  maxLabelLength,
  maxLabels,
  maxMessages,
  maxNameLength,
  maxTags,
  maxVersions,
} from '../types.ts';
import { PromptCommentRef, PromptRef } from './prompt.ts';
import { PromptVersionRef } from './version.ts';

const PromptMessageInputRef = builder.inputType('PromptMessageInput', {
  description: 'A message of a chat prompt: role and content, or a placeholder alone.',
  fields: (t) => ({
    role: t.string({ description: 'Role of the message, such as system, user or assistant, 1 to 100 characters.' }),
    content: t.string({ description: 'Text of the message; {{name}} stands for a variable.' }),
    placeholder: t.string({
      description: 'Name of a place that the application fills with messages of its own: a letter, then letters, digits and "_".',
    }),
  }),
});

const PromptVersionInputRef = builder.inputType('PromptVersionInput', {
  description: 'A version of a prompt to save: either text or messages.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: `Name of the prompt, 1 to ${maxNameLength} characters without "|"; "/" stands between folders. A new name makes a prompt.`,
    }),
    text: t.string({
      description:
        'Text of a TEXT prompt, at most 1 MiB; {{name}} stands for a variable, @@@langfusePrompt:name=other|label=production@@@ for the text of another prompt.',
    }),
    messages: t.field({ type: [PromptMessageInputRef], description: `Messages of a CHAT prompt, 1 to ${maxMessages}.` }),
    config: t.field({ type: 'JSON', description: 'Settings that applications get with the prompt, at most 1 MiB; absent: {}.' }),
    labels: t.stringList({
      description: `Labels of the new version, taken from other versions: at most ${maxLabels}, each 1 to ${maxLabelLength} of a to z, 0 to 9, "_", "." and "-". The server keeps ${latestLabel} itself.`,
    }),
    tags: t.stringList({ description: `Tags of the prompt, in place of the earlier ones, at most ${maxTags}; absent: as they are.` }),
    comment: t.string({ description: `What the version is about, at most ${maxCommitMessageLength} characters.` }),
  }),
});

const PromptLabelsInputRef = builder.inputType('PromptLabelsInput', {
  description: 'Labels of a version of a prompt.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the version.' }),
    labels: t.stringList({
      required: true,
      description: `All labels of the version, without ${latestLabel}; other versions lose them. At most ${maxLabels}.`,
    }),
  }),
});

const PromptTagsInputRef = builder.inputType('PromptTagsInput', {
  description: 'Tags of a prompt.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the prompt.' }),
    tags: t.stringList({ required: true, description: `All tags that the prompt is to have, at most ${maxTags}.` }),
  }),
});

const PromptCommentInputRef = builder.inputType('PromptCommentInput', {
  description: 'A comment on a prompt, or on one of its versions.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the prompt.' }),
    version: t.int({ description: 'Number of the version that the comment is about; absent: the prompt.' }),
    text: t.string({ required: true, description: `Words of the comment, 1 to ${maxCommentLength} characters.` }),
  }),
});

const keyOf = (type: string, id: string | number | bigint): string => uuidKey(keyOfNode(type, String(id), 'input.id'));

const versionOf = async ({ stores, viewer }: Context, saved: Result<string>) => {
  const id = unwrap(saved, 'input');
  const version = await stores.prisma.promptVersion.findUnique({ where: { id, workspaceId: viewer.workspaceId } });
  if (version === null) throw new NotFound('Prompt version', id);
  return version;
};

builder.mutationFields((t) => ({
  savePromptVersion: t.field({
    type: PromptVersionRef,
    authScopes: { may: 'EDIT_PROMPTS' },
    description: `Saves a version of a prompt under the next number; of a new name, it makes the prompt. The label ${defaultLabel} takes the permission RELEASE_PROMPTS. PROMPT_REFERENCE where a reference leads to no text prompt, in a circle, or over more than ${maxDepth} prompts. At most ${maxVersions} versions a prompt.`,
    args: { input: t.arg({ type: PromptVersionInputRef, required: true, description: 'The version to save.' }) },
    resolve: async (_root, { input }, context) => versionOf(context, await savePromptVersion(context, { ...input }, new Date())),
  }),
  setPromptLabels: t.field({
    type: PromptVersionRef,
    authScopes: { may: 'EDIT_PROMPTS' },
    description: `Sets the labels of a version; other versions lose the same labels. To set, move or take away ${defaultLabel} takes the permission RELEASE_PROMPTS.`,
    args: { input: t.arg({ type: PromptLabelsInputRef, required: true, description: 'The labels to set.' }) },
    resolve: async (_root, { input: { id, labels } }, context) =>
      versionOf(context, await setPromptLabels(context, { id: keyOf('PromptVersion', id), labels, keeps: false }, new Date())),
  }),
  setPromptTags: t.prismaField({
    type: PromptRef,
    authScopes: { may: 'EDIT_PROMPTS' },
    description: 'Sets the tags of a prompt, in place of the earlier ones.',
    args: { input: t.arg({ type: PromptTagsInputRef, required: true, description: 'The tags to set.' }) },
    resolve: async (query, _root, { input: { id, tags } }, context) => {
      const key = unwrap(await setPromptTags(context, { id: keyOf('Prompt', id), tags }, new Date()), 'input');
      const where = { id: key, workspaceId: context.viewer.workspaceId };
      return context.stores.prisma.prompt.findUniqueOrThrow({ ...query, where });
    },
  }),
  commentPrompt: t.prismaField({
    type: PromptCommentRef,
    authScopes: { may: 'EDIT_PROMPTS' },
    description: 'Writes a comment on a prompt, or on one of its versions.',
    args: { input: t.arg({ type: PromptCommentInputRef, required: true, description: 'The comment to write.' }) },
    resolve: async (query, _root, { input: { id, version, text } }, context) => {
      const comment = { id: keyOf('Prompt', id), version: version ?? null, text };
      const key = unwrap(await commentPrompt(context, comment, new Date()), 'input');
      const where = { id: key, workspaceId: context.viewer.workspaceId };
      return context.stores.prisma.promptComment.findUniqueOrThrow({ ...query, where });
    },
  }),
  deletePromptComment: t.globalID({
    authScopes: { may: 'EDIT_PROMPTS' },
    description: 'Deletes a comment on a prompt, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: PromptCommentRef, description: 'Global id of the comment.' }) },
    resolve: async (_root, { id }, context) => ({
      type: PromptCommentRef,
      id: unwrap(await deletePromptComment(context, uuidKey(id.id))),
    }),
  }),
  deletePrompt: t.globalID({
    authScopes: { may: 'EDIT_PROMPTS' },
    description: `Deletes a prompt with its versions, labels and comments, and returns its id. One with the label ${defaultLabel} takes the permission RELEASE_PROMPTS.`,
    args: { id: t.arg.globalID({ required: true, for: PromptRef, description: 'Global id of the prompt.' }) },
    resolve: async (_root, { id }, context) => ({ type: PromptRef, id: unwrap(await deletePrompt(context, uuidKey(id.id))) }),
  }),
  deletePromptVersion: t.globalID({
    authScopes: { may: 'EDIT_PROMPTS' },
    description: `Deletes a version of a prompt with its labels, and returns its id; the last version takes the prompt with it. One with the label ${defaultLabel} takes the permission RELEASE_PROMPTS.`,
    args: { id: t.arg.globalID({ required: true, for: PromptVersionRef, description: 'Global id of the version.' }) },
    resolve: async (_root, { id }, context) => ({
      type: PromptVersionRef,
      id: unwrap(await deletePromptVersion(context, uuidKey(id.id))),
    }),
  }),
}));
