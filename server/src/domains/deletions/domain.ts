import { defineDomain } from '../../platform/domain.ts';
import { deleteUserJob } from './background/delete-user.ts';

export const deletionsDomain = defineDomain({ name: 'deletions', tables: ['user_deletions'], jobs: [deleteUserJob] });
