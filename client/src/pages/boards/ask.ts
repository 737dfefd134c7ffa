import type { LoaderContext } from '../../controls/page/route.ts';
import { BoardPageDocument, BoardsDocument } from '../../graphql/generated/graphql.ts';

export const askBoards = ({ ask }: LoaderContext): void => ask(BoardsDocument, {});

export const askBoard = ({ ask }: LoaderContext, id: string): void => ask(BoardPageDocument, { id });
