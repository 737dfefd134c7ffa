import type { LoaderContext } from '../../controls/page/route.ts';
import { LoopPageDocument, LoopsDocument } from '../../graphql/generated/graphql.ts';

export const askLoops = ({ ask }: LoaderContext): void => ask(LoopsDocument, {});

export const askLoop = ({ ask }: LoaderContext, id: string): void => ask(LoopPageDocument, { id });
