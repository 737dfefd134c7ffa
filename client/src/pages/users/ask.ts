import type { LoaderContext } from '../../controls/page/route.ts';
import { UserPageDocument } from '../../graphql/generated/graphql.ts';

export const askUser = ({ ask }: LoaderContext, userId: string): void => ask(UserPageDocument, { userId });
