import type { LoaderContext } from '../../controls/page/route.ts';
import { PromptPageDocument, PromptsDocument } from '../../graphql/generated/graphql.ts';

export const askPrompts = ({ ask }: LoaderContext): void => ask(PromptsDocument, {});

export const askPrompt = ({ ask }: LoaderContext, name: string): void => ask(PromptPageDocument, { name });
