import { defineDomain } from '../../platform/domain.ts';

export const slackDomain = defineDomain({
  name: 'slack',
  tables: ['slack_connections', 'slack_requests', 'slack_links', 'slack_link_offers'],
  audited: {
    slack_connections: { type: 'SlackConnection', name: 'team_id', secrets: ['secret_cipher'], ignored: ['used_at'] },
    slack_links: { type: 'SlackLink', name: 'slack_user_id' },
  },
});
