export { connectSlack, disconnectSlack } from './commands/connections.ts';
export { linkAccount, offerLink, unlinkAccount, unlinkSender } from './commands/links.ts';
