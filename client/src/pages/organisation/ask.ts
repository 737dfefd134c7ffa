import type { LoaderContext } from '../../controls/page/route.ts';
import { OrganisationPageDocument } from '../../graphql/generated/graphql.ts';

export const askOrganisation = ({ ask }: LoaderContext): void => ask(OrganisationPageDocument, {});
