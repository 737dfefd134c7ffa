import { builder } from '../../../platform/graphql/builder.ts';
import type { UsageReading } from '../pure/conventions/usage-reading.ts';

export const UsageReadingRef = builder.objectRef<UsageReading>('UsageReading').implement({
  description: 'How token counts were read: senders count a cache and reasoning within a side or beside it.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'Outcomes with their grounds, comma-separated, such as CACHE_BESIDE:PROVIDER,REASONING_WITHIN:NAME; AS_REPORTED: nothing was to be decided.',
    }),
    reason: t.exposeString('reason', { description: 'The same in sentences.' }),
  }),
});
