import { planQuestion } from '../../assistant-tools/load/plan.ts';
import { toolFor } from '../../assistant-tools/load.ts';
import { commandOf } from '../../assistant-tools/pure/planner/slash.ts';
import { filledText } from '../pure/answer-text.ts';
import { plainAnswer } from '../pure/plain-answer.ts';
import type { Asked } from './answer.ts';
import { useTool, type Conversing } from './use-tool.ts';

/** Where models are connected. */
const modelsPath = '/language-models';

/** Answers a command, or a text where no model is connected: by a program, which is never called anything else. */
export async function answerPlainly(conversing: Conversing, { text, kind }: Pick<Asked, 'text' | 'kind'>): Promise<void> {
  const { context, turn } = conversing;
  const plan = await planQuestion(context, text, new Date());
  if (plan.canAnswer) {
    const call = { id: 'plan', name: plan.tool, arguments: plan.arguments };
    const result = await useTool(conversing, toolFor(context, plan.tool), call);
    const command = `\`${commandOf(plan.tool, plan.arguments).replaceAll('`', '')}\``;
    turn.add(filledText(plainAnswer(result, kind === 'PLAN' ? `${plan.why} Answered by a program, as ${command}.` : null), [result]));
  } else {
    const suggestions = plan.suggestions.map((one) => `\n- \`${one.replaceAll('`', '')}\``).join('');
    turn.add(filledText(`${plan.why}${suggestions === '' ? '' : `\n\nClose to it:\n${suggestions}`}`, []));
  }
  if (kind === 'PLAN')
    turn.add({
      kind: 'notice',
      code: 'NO_MODEL',
      message:
        'No language model is connected: a program matched the words to a command. An admin connects a model on the page Language models.',
      path: modelsPath,
    });
  await turn.end({ status: turn.signal.aborted ? 'STOPPED' : 'DONE' });
}
