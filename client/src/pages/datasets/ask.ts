import type { LoaderContext } from '../../controls/page/route.ts';
import { DatasetPageDocument, DatasetsDocument } from '../../graphql/generated/graphql.ts';

export const askDatasets = ({ ask }: LoaderContext): void => ask(DatasetsDocument, {});

export const askDataset = ({ ask }: LoaderContext, id: string): void => ask(DatasetPageDocument, { id });
