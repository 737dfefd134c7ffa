import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';

const listText = 'query DemoAlerts { alertRules { name } }';
const createText = 'mutation DemoAlert($input: AlertRuleInput!) { createAlertRule(input: $input) { id } }';

/** Without channels: nothing leaves the server. */
const rules = [
  {
    name: 'demo: errors of a model',
    source: 'VALUE',
    metric: 'ERROR_SHARE',
    dimension: 'MODEL',
    trip: 0.1,
    clear: 0.05,
    windowMinutes: 60,
    forMinutes: 10,
    severity: 'CRITICAL',
  },
  { name: 'demo: budget of a day', source: 'BUDGET', budgetUsd: 25, budgetPeriod: 'DAY' },
  { name: 'demo: trouble in training', source: 'TRAINING_EVENT' },
];

/** Three alert rules, each once. Their replay over the last 30 days shows the incident of the story. */
export async function sendAlerts(server: ServerAddress): Promise<void> {
  try {
    const known = new Set(
      (await sendOperation<{ alertRules: readonly { name: string }[] }>(server, listText, {})).alertRules.map(({ name }) => name),
    );
    for (const input of rules) if (!known.has(input.name)) await sendOperation(server, createText, { input });
  } catch (error) {
    // A key that may send data alone makes no rule.
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}
