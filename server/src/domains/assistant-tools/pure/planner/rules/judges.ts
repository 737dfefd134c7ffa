import { has, of, type Rule } from '../read.ts';
import { answer, noAnswer } from '../types.ts';

/** Ids of messages in a text: "message m1", "messages m1, m2 and m3", with the case that the text has. */
function messageIdsIn(text: string): string[] {
  const [, listed] = /\bmessages? ((?:[\w:./-]+)(?:(?:,? and |, ?)[\w:./-]+)*)/i.exec(text) ?? [];
  return (listed ?? '').split(/,? and |, ?/).filter((id) => /\d/.test(id));
}

/** What judges there are and whether they are trusted; and the wish that one judges messages, which is proposed. */
export const judges: Rule = (reading) => {
  const { text, asked } = reading;
  const asksToJudge = has(text, '(?:have|let) .*judge|(?:judge|evaluate|score|grade) (?:the )?messages? .*(?:by|with|using)');
  if (asksToJudge) {
    const [judge] = of(reading, 'judge');
    const messageIds = messageIdsIn(asked);
    if (judge === undefined) return noAnswer("I can't do that: the text names no judge of this workspace.", ['/judges list']);
    if (messageIds.length === 0)
      return noAnswer("I can't do that: the text names no message by its id.", [
        `/judges judge_messages judgeId="${judge.name}" messageIds=`,
      ]);
    return answer('judges', { operation: 'judge_messages', judgeId: judge.id, messageIds }, 'The text wants a judge to judge messages.');
  }
  const isOfJudges = has(text, '(?:which|what|list|show|our|the|are|do) (?:[\\w-]+ )*judges|judges');
  if (!isOfJudges || !has(text, 'judges')) return null;
  return answer('judges', { operation: 'list' }, 'The text asks for the judges and their agreement with people.');
};

/** What matters now, without a number that is named. */
export const insights: Rule = ({ text }) =>
  has(
    text,
    "insights?|what(?:'s| is| are)? (?:stands? out|new|important|noteworthy)|what (?:matters|should i (?:know|look at))|anything (?:new|noteworthy|i should know)",
  )
    ? answer('insights', {}, 'The text asks for what matters now.')
    : null;
