/** Leads on after a sign-in. The page is loaded again as a whole: what was asked for before was asked for by no one. */
export const leaveTo = (address: string): void => window.location.assign(address);
