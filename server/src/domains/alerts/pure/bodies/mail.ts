import { addressOf, lineOf, linesOf, titleOf, type Notice } from '../notice.ts';

/** Subject and text of a mail. */
export function mailOf(notice: Notice): { readonly subject: string; readonly text: string } {
  const { content, acknowledgeUrl } = notice;
  const parts = content.items.map((item) => {
    const show = addressOf(content, item.link);
    const acknowledge = acknowledgeUrl(item.episodeId);
    return [
      lineOf(item),
      ...(show === null ? [] : [`Show: ${show}`]),
      ...(acknowledge === null ? [] : [`Acknowledge (opens a page with a button): ${acknowledge}`]),
    ].join('\n');
  });
  const about = content.rule === null ? '' : `Rule: ${content.rule.name} (${content.rule.severity.toLowerCase()})\n`;
  const page = addressOf(content, '/alerts');
  return {
    subject: `${titleOf(notice)} - ${content.workspace}`,
    text: `${(parts.length === 0 ? linesOf(notice) : parts).join('\n\n')}\n\n${about}Workspace: ${content.workspace}\n${page === null ? '' : `All alerts: ${page}\n`}\nYou receive this mail because a channel for alerts has your address.\n`,
  };
}
