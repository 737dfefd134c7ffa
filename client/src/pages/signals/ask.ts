import type { LoaderContext } from '../../controls/page/route.ts';
import { OneAnomalyDocument } from '../../graphql/generated/graphql.ts';

export const askAnomaly = ({ ask }: LoaderContext, id: string): void => ask(OneAnomalyDocument, { id });
