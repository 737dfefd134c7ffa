import type { LoaderContext } from '../../controls/page/route.ts';
import { MetricsDocument } from '../../graphql/generated/graphql.ts';

export const askMetrics = ({ ask }: LoaderContext): void => ask(MetricsDocument, {});
