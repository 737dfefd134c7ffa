import type { LoaderContext } from '../../controls/page/route.ts';
import { DataPolicyDocument } from '../../graphql/generated/graphql.ts';

export const askPolicy = ({ ask }: LoaderContext): void => ask(DataPolicyDocument, {});
