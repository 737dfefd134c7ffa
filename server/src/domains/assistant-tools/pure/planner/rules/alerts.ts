import { has, of, type Rule } from '../read.ts';
import { answer, noAnswer } from '../types.ts';

/** What a text says of an alert that is to be made, and the template that fits; the first one decides. */
const templates: readonly (readonly [words: string, template: string])[] = [
  ['budgets?', 'daily-budget'],
  ['burn(?:s|ing)?|error budget|slo|sla', 'fast-burn'],
  ['costs?|spend(?:ing)?', 'cost-jump'],
  ['errors?|failures?', 'errors-by-model'],
  ['success|quality|ratings?', 'success-drop'],
  ['latency|slow(?:er)?|p95', 'slow-answers'],
  ['tools?', 'failing-tools'],
  ['silence|silent|no (?:data|messages|traffic)', 'silence'],
  ['anomal(?:y|ies)', 'anomalies'],
  ['training|jobs?', 'training-trouble'],
  ['guardrails?|experiments?', 'guardrails'],
];

export const alerts: Rule = (reading) => {
  const { rest, text } = reading;
  const [rule] = of(reading, 'alertRule');
  if (rule === undefined && !has(text, 'alerts?|alarms?|alerted|alert rules?')) return null;
  if (has(text, 'acknowledge|ack')) {
    if (rule === undefined) return noAnswer('Name the alert rule whose alert is meant.', ['/alerts firing']);
    return answer('alerts', { operation: 'acknowledge', rule: rule.id }, 'The text asks to acknowledge an alert; a proposal is made.');
  }
  if (has(text, 'delete|remove|mute|unmute|silence the|edit|change'))
    return noAnswer('No tool does that with an alert rule; the page Alerts does.', ['/alerts list']);
  if (has(text, 'create|make|add|set up|new|alert me|notify me')) {
    const template = templates.find(([words]) => has(text, words))?.[1];
    if (template === undefined)
      return noAnswer(
        'Say what the alert is to be about: errors, cost, latency, success, tools, a budget, silence, anomalies or training.',
        ['/alerts create template=errors-by-model'],
      );
    return answer('alerts', { operation: 'create', template }, 'The text asks for a new alert rule; a proposal is made from a template.');
  }
  if (has(rest, 'rules?|configured|set up|defined')) return answer('alerts', { operation: 'list' }, 'The text asks for alert rules.');
  const state = has(rest, 'history|past|all|were|fired') ? 'ALL' : undefined;
  return answer('alerts', { operation: 'firing', state }, 'The text asks for alerts.');
};
