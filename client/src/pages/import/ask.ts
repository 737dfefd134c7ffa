import type { LoaderContext } from '../../controls/page/route.ts';
import { ImportMappingsDocument } from '../../graphql/generated/graphql.ts';

export const askMappings = ({ ask }: LoaderContext): void => ask(ImportMappingsDocument, {});
