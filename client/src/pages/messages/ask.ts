import type { LoaderContext } from '../../controls/page/route.ts';
import { MessagePageDocument } from '../../graphql/generated/graphql.ts';
import { firstPageOf } from './message-query.ts';
import type { MessageQuery } from './message-query.ts';

export const askMessages = ({ ask }: LoaderContext, query: MessageQuery): void => ask(MessagePageDocument, firstPageOf(query));
