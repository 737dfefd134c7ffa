/** The most items that one page of a connection holds, and how many it holds when `first` is absent. */
export const maxPageSize = 200;
export const defaultPageSize = 50;
