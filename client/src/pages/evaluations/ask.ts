import type { LoaderContext } from '../../controls/page/route.ts';
import { EvaluationRunPageDocument, EvaluationRunsDocument } from '../../graphql/generated/graphql.ts';

export const askEvaluations = ({ ask }: LoaderContext): void => ask(EvaluationRunsDocument, { after: null });

export const askEvaluationRun = ({ ask }: LoaderContext, id: string): void => ask(EvaluationRunPageDocument, { id });
