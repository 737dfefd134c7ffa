import { defineDomain } from '../../platform/domain.ts';
import { promptReference, promptsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: a prompt of the workspace, or one of its versions, labels, tags or comments, has changed. */
    'prompts.changed': [workspaceId: string, { readonly name: string }];
  }
}

export const promptsDomain = defineDomain({
  name: 'prompts',
  tables: ['prompts', 'prompt_versions', 'prompt_labels', 'prompt_comments'],
  tools: [promptsTool],
  references: [promptReference],
  topics: ['prompts.changed'],
  audited: {
    prompts: { type: 'Prompt', name: 'name', ignored: ['updated_at', 'last_version'] },
    // Its content is kept in the version itself.
    prompt_versions: { type: 'PromptVersion', only: ['prompt_id', 'version', 'commit_message'] },
    prompt_labels: { type: 'PromptLabel', name: 'label', key: ['prompt_id', 'label'] },
    prompt_comments: { type: 'PromptComment' },
  },
});
