import type { LoaderContext } from '../../controls/page/route.ts';
import { CohortPageDocument, CohortsDocument } from '../../graphql/generated/graphql.ts';

export const askCohorts = ({ ask }: LoaderContext): void => ask(CohortsDocument, {});

export const askCohort = ({ ask }: LoaderContext, id: string): void => ask(CohortPageDocument, { id });
