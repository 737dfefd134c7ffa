import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Decision {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  /** The first sentence of its context: the problem that it answers. */
  readonly problem: string;
  /** The decision that took its place; null while it is in force. */
  readonly supersededBy: number | null;
}

const FILE = /^(\d{4})-[a-z0-9-]+\.md$/;

/**
 * The index of the decisions in `folder`, as Markdown.
 *
 * Errors  throws where a file has another name than `0001-words.md`, no heading `# 1. Title`, no context, or a number that is taken.
 */
export async function decisionIndex(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((name) => name !== 'README.md').sort();
  const decisions = await Promise.all(files.map(async (file) => readDecision(file, await readFile(join(folder, file), 'utf8'))));
  const numbers = decisions.map(({ number }) => number);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) throw new Error(`Two decisions have the number ${twice}.`);
  return [
    '# Decisions',
    '',
    'One page for each choice that could reasonably have been made otherwise: context, choice, cost, and what would change it.',
    'A new decision takes the next number. A decision that no longer holds stays, and its first lines name its successor:',
    '`**Superseded by [decision 21](0021-words.md).**`',
    '',
    'This index is generated: run `npx -y pnpm@12 codegen` after you add or change a decision.',
    '',
    '| | decision | problem |',
    '|---|---|---|',
    ...decisions.map(rowOf),
    '',
  ].join('\n');
}

/** What the index says of one decision. */
export function readDecision(file: string, text: string): Decision {
  const number = Number(FILE.exec(file)?.[1]);
  if (Number.isNaN(number)) throw new Error(`docs/decisions/${file} is not named as 0001-words.md is.`);
  const title = new RegExp(`^# ${number}\\. (.+)\n`).exec(text)?.[1];
  if (title === undefined) throw new Error(`docs/decisions/${file} does not begin with "# ${number}. " and a title.`);
  const context = /\n\*\*Context\.\*\*\s+([\s\S]+?)(?:\n\n|\n- |$)/.exec(text)?.[1]?.replaceAll('\n', ' ');
  if (context === undefined) throw new Error(`docs/decisions/${file} has no paragraph "**Context.**".`);
  const supersededBy = /^\*\*Superseded by \[decision (\d+)\]/m.exec(text)?.[1];
  return { file, number, title, problem: firstSentence(context), supersededBy: supersededBy === undefined ? null : Number(supersededBy) };
}

/** Up to the first full stop or colon that ends a clause. */
const firstSentence = (text: string): string => `${/^.+?(?=[.:](?:\s|$))/.exec(text)?.[0] ?? text}.`;

const rowOf = ({ file, number, title, problem, supersededBy }: Decision): string =>
  `| ${number} | [${title}](${file})${supersededBy === null ? '' : ` (superseded by ${supersededBy})`} | ${problem} |`;
