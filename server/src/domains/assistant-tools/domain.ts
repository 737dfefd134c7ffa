import { defineDomain } from '../../platform/domain.ts';
import { forgetProposals } from './commands.ts';
import { calculatorTool } from './tools/calculator.ts';
import { datetimeTool } from './tools/datetime.ts';

export const assistantToolsDomain = defineDomain({
  name: 'assistant-tools',
  tables: ['assistant_proposals', 'assistant_policies'],
  audited: { assistant_policies: { type: 'AssistantPolicy', key: ['workspace_id'], ignored: ['updated_at'] } },
  schedules: [{ name: 'old proposals', cron: '41 3 * * *', catchUpMs: 86_400_000, run: ({ stores }, now) => forgetProposals(stores, now) }],
  tools: [calculatorTool, datetimeTool],
});
