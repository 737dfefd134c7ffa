import type { LoaderContext } from '../../controls/page/route.ts';
import { TransfersDocument } from '../../graphql/generated/graphql.ts';

export const askTransfers = ({ ask }: LoaderContext): void => ask(TransfersDocument, {});
