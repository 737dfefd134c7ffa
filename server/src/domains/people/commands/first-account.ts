import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { takeOverLocalPreferences } from '../../preferences/commands.ts';
import { otherPerson } from '../queries.ts';

/** To be called for each account that was made, in its transaction: the first one goes on as who was owner on this machine before. */
export async function welcomeIfFirst(statements: Statements, personId: string): Promise<void> {
  if ((await otherPerson(statements, { id: personId })) === 0) await takeOverLocalPreferences(statements, personId);
}
