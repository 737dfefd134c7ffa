import { defineDomain } from '../../platform/domain.ts';
import { personActed } from '../../platform/graphql/acted.ts';
import { attemptRefused } from '../../platform/graphql/refused.ts';
import { auditRetention } from './background/retention.ts';
import { recordAct } from './commands/acts.ts';
import { gatherRefusal } from './commands/refusals.ts';

export const auditDomain = defineDomain({
  name: 'audit',
  tables: ['audit_entries', 'audit_seals'],
  schedules: [auditRetention],
  hooks: [attemptRefused.reaction(gatherRefusal), personActed.reaction(recordAct)],
});
