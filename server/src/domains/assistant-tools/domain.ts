import { defineDomain } from '../../platform/domain.ts';
import { forgetProposals } from './commands.ts';
import { advancedAnalyticsTool } from './tools/advanced.ts';
import { calculatorTool } from './tools/calculator.ts';
import { datetimeTool } from './tools/datetime.ts';
import { findValuesTool } from './tools/find-values.ts';
import { graphqlTool } from './tools/graphql.ts';
import { systemMonitorTool } from './tools/monitor.ts';

export const assistantToolsDomain = defineDomain({
  name: 'assistant-tools',
  tables: ['assistant_proposals', 'assistant_policies'],
  audited: { assistant_policies: { type: 'AssistantPolicy', key: ['workspace_id'], ignored: ['updated_at'] } },
  schedules: [{ name: 'old proposals', cron: '41 3 * * *', catchUpMs: 86_400_000, run: ({ stores }, now) => forgetProposals(stores, now) }],
  tools: [advancedAnalyticsTool, calculatorTool, datetimeTool, findValuesTool, graphqlTool, systemMonitorTool],
});
