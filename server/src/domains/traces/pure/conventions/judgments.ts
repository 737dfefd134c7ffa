import type { SpanJudgment } from '../../types.ts';
import { annotationsOf } from './flattened.ts';
import { group, row, numberOf, type SpanAttributes } from './span-attributes.ts';

const groups = [
  { members: group('annotations.'), target: undefined }, { members: group('evaluations.'), target: undefined },
  { members: group('trace.annotations.'), target: 'TRACE' }, { members: group('trace.evaluations.'), target: 'TRACE' },
  { members: group('session.annotations.'), target: 'SESSION' }, { members: group('session.evaluations.'), target: 'SESSION' },
] as const;
const name = row('gen_ai.evaluation.name');
const value = row('gen_ai.evaluation.score.value');
const label = row('gen_ai.evaluation.score.label');
const explanation = row('gen_ai.evaluation.explanation');

const none: readonly SpanJudgment[] = [];

/** Judgments in a span's own attributes beside those of its events: OpenInference's annotations, OpenTelemetry's evaluation names. */
export function judgmentsOf(attributes: SpanAttributes, ofEvents: readonly SpanJudgment[]): readonly SpanJudgment[] {
  let found = ofEvents.length === 0 ? none : ofEvents;
  const judgedName = attributes.text(name);
  if (judgedName !== null) {
    found = [...found, { name: judgedName, value: attributes.take(value, numberOf), label: attributes.text(label), explanation: attributes.text(explanation), evaluatorKind: null, identifier: null }];
  }
  for (const { members, target } of groups) if (attributes.has(members)) found = [...found, ...annotationsOf(attributes.entries(members), target)];
  return found;
}
