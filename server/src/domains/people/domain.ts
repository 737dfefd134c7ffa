import { defineDomain } from '../../platform/domain.ts';
import { deleteExpired } from './queries.ts';

export const peopleDomain = defineDomain({
  name: 'people',
  tables: [
    'people',
    'person_sessions',
    'person_accounts',
    'verifications',
    'second_factors',
    'passkeys',
    'sign_in_links',
    'installation_secrets',
  ],
  audited: {
    people: {
      type: 'Person',
      name: 'email',
      workspace: null,
      ignored: ['updated_at', 'credentials_generation'],
      always: true,
      isPrivate: true,
    },
  },
  schedules: [
    {
      name: 'sign-in leftovers',
      cron: '17 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores }) => deleteExpired(stores.postgres),
    },
  ],
});
