import type { LoaderContext } from '../../controls/page/route.ts';
import { ContinualSessionsDocument } from '../../graphql/generated/graphql.ts';

export const askContinual = ({ ask }: LoaderContext): void => ask(ContinualSessionsDocument, {});
