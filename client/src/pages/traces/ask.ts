import type { LoaderContext } from '../../controls/page/route.ts';
import { TraceListPageDocument, TracePageDocument } from '../../graphql/generated/graphql.ts';
import { firstPageOf } from './list/trace-query.ts';
import type { TraceQuery } from './list/trace-query.ts';
import { sessionQuery } from './session/session-view.ts';

export const askTraces = ({ ask }: LoaderContext, query: TraceQuery): void => ask(TraceListPageDocument, firstPageOf(query));

export const askTrace = ({ ask }: LoaderContext, id: string): void => ask(TracePageDocument, { id });

export const askSession = ({ ask }: LoaderContext, id: string): void => ask(TraceListPageDocument, firstPageOf(sessionQuery(id)));
