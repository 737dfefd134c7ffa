import { addressOf, cut, lineOf, linesOf, titleOf, type Notice } from '../notice.ts';

/** Limits of Slack: text of a header, of a section; blocks of a message. */
const mostHeader = 150;
const mostSection = 3_000;
const mostSections = 20;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const link = (address: string | null, text: string): string => (address === null ? '' : `<${address}|${text}>`);

/** A message of an incoming webhook: a text for notifications, and blocks. */
export function slackBody(notice: Notice): object {
  const { content, acknowledgeUrl } = notice;
  const title = titleOf(notice);
  const sections = content.items.slice(0, mostSections).map((item) => {
    const links = [link(addressOf(content, item.link), 'Show'), link(acknowledgeUrl(item.episodeId), 'Acknowledge')].filter(
      (one) => one !== '',
    );
    const text = `${escaped(lineOf(item))}${links.length === 0 ? '' : `\n${links.join(' · ')}`}`;
    return { type: 'section', text: { type: 'mrkdwn', text: cut(text, mostSection) } };
  });
  const rest = content.items.length - sections.length;
  const plain = content.items.length === 0 ? linesOf(notice) : rest > 0 ? [`And ${rest} more.`] : [];
  const place = `${escaped(content.workspace)}${content.rule === null ? '' : ` · ${content.rule.severity.toLowerCase()}`} · ${content.at}`;
  return {
    text: escaped(`${title}. ${linesOf(notice)[0] ?? ''}`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, mostHeader) } },
      ...sections,
      ...plain.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text: escaped(text) } })),
      { type: 'context', elements: [{ type: 'mrkdwn', text: place }] },
    ],
  };
}
