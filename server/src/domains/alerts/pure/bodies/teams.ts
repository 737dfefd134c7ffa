import { addressOf, cut, lineOf, linesOf, titleOf, type Notice } from '../notice.ts';

/** A card has at most some 28 kB. */
const mostItems = 20;
const mostText = 800;

/** A message of a workflow of Teams that starts with a webhook request: one adaptive card. */
export function teamsBody(notice: Notice): object {
  const { content, acknowledgeUrl } = notice;
  const block = (text: string, more: object = {}): object => ({ type: 'TextBlock', text: cut(text, mostText), wrap: true, ...more });
  const shown = content.items.slice(0, mostItems);
  const rest = content.items.length - shown.length;
  const [first] = content.items;
  const actions = [
    { title: 'Show', url: first === undefined ? null : addressOf(content, content.items.length === 1 ? first.link : '/alerts') },
    { title: 'Acknowledge', url: first === undefined || content.items.length > 1 ? null : acknowledgeUrl(first.episodeId) },
  ].flatMap(({ title, url }) => (url === null ? [] : [{ type: 'Action.OpenUrl', title, url }]));
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.2',
          body: [
            block(titleOf(notice), { weight: 'Bolder', size: 'Medium' }),
            ...(shown.length === 0 ? linesOf(notice) : shown.map(lineOf)).map((text) => block(text)),
            ...(rest > 0 ? [block(`And ${rest} more.`)] : []),
            block(`${content.workspace} · ${content.at}`, { isSubtle: true, size: 'Small' }),
          ],
          ...(actions.length > 0 && { actions }),
          msteams: { width: 'Full' },
        },
      },
    ],
  };
}
