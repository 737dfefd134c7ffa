import { builder } from '../../platform/graphql/builder.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { choiceOf, promptVersionOf } from './load.ts';
import { PromptRef } from './schema/prompt.ts';
import { PromptVersionRef } from './schema/version.ts';
import { defaultLabel, latestLabel, maxPrompts } from './types.ts';
import './schema/changes.ts';
import './schema/numbers.ts';

const noticeEveryMs = 1_000;

builder.queryFields((t) => ({
  prompts: t.prismaField({
    type: [PromptRef],
    authScopes: { may: 'READ' },
    description: `Prompts of the workspace by name; at most ${maxPrompts}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.prompt.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' } }),
  }),
  prompt: t.prismaField({
    type: PromptRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A prompt by its name; null: there is none.',
    args: { name: t.arg.string({ required: true, description: 'Name of the prompt.' }) },
    resolve: (query, _root, { name }, { stores, viewer }) =>
      unstorable(name) === null
        ? stores.prisma.prompt.findUnique({ ...query, where: { workspaceId_name: { workspaceId: viewer.workspaceId, name } } })
        : null,
  }),
  promptVersion: t.field({
    type: PromptVersionRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A version of a prompt, by its number or a label, as applications fetch versions; null: there is none.',
    args: {
      name: t.arg.string({ required: true, description: 'Name of the prompt.' }),
      version: t.arg.int({ description: 'Number of the version, from 1; absent: by the label.' }),
      label: t.arg.string({ description: `Label of the version, ${latestLabel} for the newest; absent: ${defaultLabel}.` }),
    },
    resolve: async (_root, { name, version, label }, { stores, viewer }) => {
      const found = await promptVersionOf(stores, viewer.workspaceId, { name, choice: choiceOf(version, label) });
      return found.ok ? stores.prisma.promptVersion.findUnique({ where: { id: found.value.id, workspaceId: viewer.workspaceId } }) : null;
    },
  }),
}));

builder.subscriptionField('promptsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description:
      'A notice each time when prompts, or their versions, labels, tags or comments, changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'prompts.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
