import type { LoaderContext } from '../../controls/page/route.ts';
import { ExportSchedulesDocument, ExportsDocument } from '../../graphql/generated/graphql.ts';

export function askExports({ ask }: LoaderContext): void {
  ask(ExportsDocument, {});
  ask(ExportSchedulesDocument, {});
}
