/** Workspaces with messages, whichever they are: for work that goes on for all of them. */
export { activeSince } from '../queries/active.ts';
