import type { LoaderContext } from '../../controls/page/route.ts';
import { PlaygroundModelsDocument } from '../../graphql/generated/graphql.ts';

export const askPlayground = ({ ask }: LoaderContext): void => ask(PlaygroundModelsDocument, {});
