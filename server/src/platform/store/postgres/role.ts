/** The role in which the server's sessions run where their user passes walls (walls.ts): it owns nothing and may not log in. */
export const APP_ROLE = 'fine_tune_lab_app';
