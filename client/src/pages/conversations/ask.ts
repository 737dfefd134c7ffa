import type { LoaderContext } from '../../controls/page/route.ts';
import { ConversationDocument } from '../../graphql/generated/graphql.ts';
import { firstPageOf } from './conversation-query.ts';

export const askConversation = ({ ask }: LoaderContext, id: string): void => ask(ConversationDocument, firstPageOf(id));
