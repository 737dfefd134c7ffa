import type { LoaderContext } from '../../controls/page/route.ts';
import { WorkspaceSettingsDocument } from '../../graphql/generated/graphql.ts';

export const askSettings = ({ ask }: LoaderContext): void => ask(WorkspaceSettingsDocument, {});
