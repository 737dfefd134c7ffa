import type { LoaderContext } from '../../controls/page/route.ts';
import { AssistantCommandsDocument } from '../../graphql/generated/graphql.ts';

export const askAssistant = ({ ask }: LoaderContext): void => ask(AssistantCommandsDocument, {});
