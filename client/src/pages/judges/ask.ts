import type { LoaderContext } from '../../controls/page/route.ts';
import { JudgeDisagreementsDocument, JudgePageDocument, JudgesDocument } from '../../graphql/generated/graphql.ts';

export const askJudges = ({ ask }: LoaderContext): void => ask(JudgesDocument, {});

export function askJudge({ ask }: LoaderContext, id: string): void {
  ask(JudgePageDocument, { id });
  ask(JudgeDisagreementsDocument, { judgeId: id });
}
