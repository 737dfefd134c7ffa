import type { LoaderContext } from '../../controls/page/route.ts';
import { LanguageModelsDocument } from '../../graphql/generated/graphql.ts';

export const askLanguageModels = ({ ask }: LoaderContext): void => ask(LanguageModelsDocument, {});
