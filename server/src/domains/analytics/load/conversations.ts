import { BadInput, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { restMs } from '../conversations.ts';
import { factsOf } from '../details.ts';
import { conversationsOfGroup, type ConversationEnding, type ConversationGroup } from '../queries/conversations.ts';
import type { Report } from '../report.ts';

export type { ConversationEnding };

interface CountRange {
  readonly least: number;
  readonly most?: number | null | undefined;
}

interface GroupAsked {
  readonly turnsToSuccess?: CountRange | null | undefined;
  readonly answers?: CountRange | null | undefined;
  readonly ending?: ConversationEnding | null | undefined;
}

export const maxListed = 200;

/** The group that is asked for, or why it is none. */
export function checkGroup({ turnsToSuccess, answers, ending }: GroupAsked, first: number): Result<ConversationGroup, BadInput> {
  if (first < 1 || first > maxListed) return fail(new BadInput('first', `${first} is not possible; 1 to ${maxListed} are.`));
  const ranges = { turnsToSuccess, answers };
  const given = (['turnsToSuccess', 'answers'] as const).flatMap((by) => (ranges[by] == null ? [] : [{ by, ...ranges[by] }]));
  if (given.length + (ending == null ? 0 : 1) !== 1)
    return fail(new BadInput('group', 'names none or several of turnsToSuccess, answers and ending; one is taken'));
  const [range] = given;
  if (range === undefined) return succeed({ by: 'ending', ending: ending as ConversationEnding });
  const { by, least, most = null } = range;
  if (least < 1) return fail(new BadInput(`group.${by}.least`, `${least} is not possible; 1 or more is.`));
  if (most !== null && most < least) return fail(new BadInput(`group.${by}.most`, `${most} is less than least, ${least}.`));
  return succeed({ by, least, most });
}

/** Ids of the conversations of a group, those with the newest message first. */
export async function conversationIdsOf(report: Report, group: ConversationGroup, limit: number): Promise<bigint[]> {
  const asked = factsOf(report);
  if (asked === null) return [];
  const restedBefore = new Date(report.scope.now.getTime() - restMs);
  return (await conversationsOfGroup(report.stores.clickhouse, { ...asked, group, restedBefore, limit })).map(({ id }) => id);
}
