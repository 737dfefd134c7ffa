import { offerLink, unlinkSender } from '../../domains/slack/commands.ts';
import { linkOf } from '../../domains/slack/load.ts';
import { slackMessage, type SlackMessage } from '../../domains/slack/pure/answer.ts';
import type { SignedConnection, SlackSender } from '../../domains/slack/types.ts';
import type { Stores } from '../../platform/store/stores.ts';

export type LinkCommand = 'link' | 'unlink';

/** Whether a text is a command about the link to an own account; null: it is none. */
export const linkCommandIn = (text: string): LinkCommand | null => {
  const word = text.toLowerCase();
  return word === 'link' || word === 'unlink' ? word : null;
};

/** Offers the sender of a command a link to an own account, or takes that away. `home`: what addresses of pages of the workspace begin with. */
export async function answerAboutLink(
  stores: Stores,
  about: LinkCommand,
  connection: SignedConnection,
  sender: SlackSender,
  home: string,
  now: Date,
): Promise<SlackMessage> {
  if (about === 'unlink')
    return slackMessage(
      (await unlinkSender(stores, connection, sender))
        ? 'Your account is not linked any more. Your commands read as the person who connected Slack.'
        : 'No account is linked to you.',
    );
  const { workspaceId, id: connectionId } = connection;
  const linked = await linkOf(stores, { workspaceId, connectionId, slackUserId: sender.userId });
  const token = await offerLink(stores, connection, sender, now);
  if (token === null) return slackMessage('Slack did not say who you are: an account can be linked by a command of a person alone.');
  return slackMessage(
    `<${home}/slack-link?token=${token}|Link your account> and your commands read what you may read${
      linked === null ? '' : ', in place of the account that is linked now'
    }. The link works once, for 10 minutes, for you alone: give it to no one.`,
  );
}
