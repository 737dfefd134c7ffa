import { defineDomain } from '../../platform/domain.ts';

/** Has no tables: it puts side by side what others count. */
export const organisationDomain = defineDomain({ name: 'organisation' });
