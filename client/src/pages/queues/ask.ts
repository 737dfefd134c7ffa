import type { LoaderContext } from '../../controls/page/route.ts';
import { AnnotationQueuePageDocument, AnnotationQueuesDocument } from '../../graphql/generated/graphql.ts';

export const askQueues = ({ ask }: LoaderContext): void => ask(AnnotationQueuesDocument, {});

export const askQueue = ({ ask }: LoaderContext, id: string): void => ask(AnnotationQueuePageDocument, { id });
