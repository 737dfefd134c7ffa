import { searchTools, toolFor, toolsFor } from '../../assistant-tools/load.ts';
import { filledText } from '../pure/answer-text.ts';
import { readCommand } from '../pure/command.ts';
import { plainAnswer } from '../pure/plain-answer.ts';
import { useTool, type Conversing } from './use-tool.ts';

/** Where models are connected. */
const modelsPath = '/language-models';
const mostOffered = 5;

/** Runs the command that a person has typed. */
export async function answerCommand(conversing: Conversing, text: string): Promise<void> {
  const { context, turn } = conversing;
  const command = readCommand(text, toolsFor(context));
  if (!command.ok) {
    const near = command.near.length === 0 ? '' : `\n\nThere are ${command.near.map((name) => `\`${name}\``).join(', ')}.`;
    turn.add(filledText(`${command.message}${near}`, []));
    return turn.end({ status: 'DONE' });
  }
  const result = await useTool(conversing, toolFor(context, command.tool), {
    id: 'command',
    name: command.tool,
    arguments: command.arguments,
  });
  turn.add(filledText(plainAnswer(result, null), [result]));
  await turn.end({ status: turn.signal.aborted ? 'STOPPED' : 'DONE' });
}

/** Answers a text where no model is connected: by the planner, which is a program, and is never called anything else. */
export async function answerWithoutModel(conversing: Conversing, text: string): Promise<void> {
  const { context, turn } = conversing;
  const offered = searchTools(context, text, mostOffered).map(({ name, title }) => `- \`/${name}\`: ${title}`);
  turn.add(filledText(offered.length === 0 ? 'No command fits these words.' : `Commands that fit these words:\n${offered.join('\n')}`, []));
  noteNoModel(conversing);
  await turn.end({ status: 'DONE' });
}

export const noteNoModel = ({ turn }: Pick<Conversing, 'turn'>): number =>
  turn.add({
    kind: 'notice',
    code: 'NO_MODEL',
    message:
      'No language model is connected, so that a program matched the words to a command. An admin connects a model on the page Language models.',
    path: modelsPath,
  });
