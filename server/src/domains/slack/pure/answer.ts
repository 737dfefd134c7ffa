import { readAs } from '../../../platform/tools/shape.ts';
import { cellText } from '../../assistant-tools/pure/format.ts';
import type { ToolResult } from '../../assistant-tools/types.ts';
import type { TurnPart } from '../../assistant/types.ts';

const maxTextLength = 2_800;
const maxRows = 8;
const maxColumns = 5;
const maxCellLength = 24;

/** A message of Slack that the sender of a command alone sees. */
export interface SlackMessage {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export const slackMessage = (text: string): SlackMessage => ({
  response_type: 'ephemeral',
  text,
  unfurl_links: false,
  unfurl_media: false,
});

/** A text as Slack shows it letter by letter: it names no person, no channel and no address. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface AnsweredTurn {
  readonly status: string;
  readonly failureMessage: string | null;
  readonly parts: readonly TurnPart[];
}

/** The answer of a turn as a message: its text, the first table, and where the rest is. `home`: what addresses of pages begin with; `page`: that of the conversation. */
export function answerOf(
  { status, failureMessage, parts }: AnsweredTurn,
  results: readonly ToolResult[],
  home: string,
  page: string,
): SlackMessage {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const table = results.findLast((result) => result.table !== null && result.table.rows.length > 0);
  const pieces = [
    mrkdwn(texts.filter((text) => text.trim() !== '').join('\n\n'), home),
    ...(table === undefined ? [] : [tableText(table)]),
    ...(parts.some(({ kind }) => kind === 'proposal') ? ['A change is proposed: it is confirmed or declined on the page.'] : []),
    ...(status === 'FAILED' ? [`It failed: ${escaped(failureMessage ?? 'no reason is known.')}`] : []),
    ...(status === 'STOPPED' ? ['It was stopped.'] : []),
    `<${page}|Numbers with their queries, charts and all rows>`,
  ];
  return slackMessage(pieces.filter((piece) => piece !== '').join('\n\n'));
}

/** Markdown in the words of Slack. Links lead to pages of the product alone; the rest of them is text already (assistant/pure/safe-markdown.ts). */
function mrkdwn(text: string, home: string): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
  return escaped(cut)
    .replaceAll(/^#{1,6}\s+(.+)$/gm, '*$1*')
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replaceAll(/^(\s*)[-*] /gm, '$1• ')
    .replaceAll(/\[([^\]\n|]+)\]\((\/[^\s)|]*)\)/g, (_all, label: string, path: string) => `<${home}${path}|${label}>`);
}

function tableText({ table }: ToolResult): string {
  if (table === null) return '';
  const columns = table.columns.slice(0, maxColumns);
  const cut = (text: string): string => {
    const line = text.replaceAll(/[\s`]+/g, ' ');
    return line.length > maxCellLength ? `${line.slice(0, maxCellLength - 1)}…` : line;
  };
  const lines = [
    columns.map(({ title }) => cut(title)),
    ...table.rows.slice(0, maxRows).map((row) => columns.map((column, at) => cut(cellText(row[at], readAs(column, row, table.columns))))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => (line[at] as string).length)));
  const text = lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
  const shown = Math.min(maxRows, table.rows.length);
  const count = table.complete && shown === table.total ? '' : `\n${shown} of ${table.complete ? '' : 'at least '}${table.total} rows`;
  return `\`\`\`\n${escaped(text)}\n\`\`\`${count}`;
}
