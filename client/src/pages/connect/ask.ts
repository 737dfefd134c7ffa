import type { LoaderContext } from '../../controls/page/route.ts';
import { KeysDocument } from '../../graphql/generated/graphql.ts';

export const askKeys = ({ ask }: LoaderContext): void => ask(KeysDocument, {});
