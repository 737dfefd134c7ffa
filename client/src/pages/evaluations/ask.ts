import type { LoaderContext } from '../../controls/page/route.ts';
import { EvaluationRunPageDocument, EvaluationRunsDocument } from '../../graphql/generated/graphql.ts';
import { runsOnPage } from './runs-source.ts';

export const askEvaluations = ({ ask }: LoaderContext): void => ask(EvaluationRunsDocument, { first: runsOnPage, after: null });

export const askEvaluationRun = ({ ask }: LoaderContext, id: string): void => ask(EvaluationRunPageDocument, { id });
