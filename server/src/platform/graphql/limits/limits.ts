/**
 * Limits of one request. Every violation is answered before anything runs: HTTP 4xx (an `error` message on a
 * WebSocket) with the code named here.
 */

/** BODY_TOO_LARGE: bytes of a request body, unpacked. A full ingest batch of ordinary messages is about 5 MB. */
export const maxBodyBytes = 32 * 1024 * 1024;
/**
 * TOO_MANY_VALUES: values of a JSON body, lists and objects counted. 5,000 ordinary messages with metadata and tool calls have about
 * 200,000; parsing so many takes a tenth of a second.
 */
export const maxJsonValueCount = 1_000_000;
/** Closes the socket with 1009: bytes of one WebSocket message. */
export const maxSocketMessageBytes = 4 * 1024 * 1024;
/** TOO_MANY_TOKENS: lexical tokens of a document. Send data as variables, which are not counted. */
export const maxTokenCount = 10_000;
/** QUERY_TOO_DEEP: fields inside fields. Introspection has a rule of its own (graphql's MaxIntrospectionDepthRule). */
export const maxDepth = 12;
/**
 * QUERY_TOO_DEEP: brackets of any kind inside each other. The parser calls itself for each; how many calls the stack holds is not the same
 * each time.
 */
export const maxNesting = 1_000;
/** TOO_MANY_ALIASES: aliased fields of a document. */
export const maxAliasCount = 30;
/** TOO_MANY_ROOT_FIELDS: fields at the top of an operation, fragments spread out. */
export const maxRootFieldCount = 20;
/** TOO_MANY_DIRECTIVES: uses of directives in a document. */
export const maxDirectiveCount = 100;
/** BAD_PAGE_SIZE: the most items that one page of a connection holds. */
export const maxPageSize = 200;
/** How many a page holds when `first` and `last` are absent. */
export const defaultPageSize = 50;
/** LIST_TOO_LONG: items of a list in an argument or a variable; ingest batches have a limit of their own. */
export const maxListLength = 1_000;
/**
 * LIST_TOO_LONG: characters of its items together. ClickHouse folds a constant of less than 1 MiB before it runs a statement; a longer
 * one is compared again for each block of rows, out of reach of the statement's time limit.
 */
export const maxListTextLength = 250_000;
/** QUERY_TOO_COSTLY: one point a field and an item of its lists, times the length of the lists around it. */
export const maxCost = 50_000;
/**
 * STORE_TIMEOUT: all ClickHouse queries of one operation, or of one event of a subscription, together. No single statement may take longer.
 */
export const maxOperationMs = 20_000;
/** The assumed length of a list that is not a page. */
export const assumedListLength = 10;
/** TOO_MANY_SUBSCRIPTIONS: operations that one socket has open at a time. */
export const maxOperationsPerSocket = 100;
/** New sockets are refused with 503 beyond this many. */
export const maxSocketCount = 10_000;
/**
 * New sockets are refused with 429 beyond this many of one network address that have not shown their credentials, which they have 3 seconds for.
 * A page opens one.
 */
export const maxWaitingSocketCountOfAddress = 500;
/** TOO_MANY_SOCKETS, closes with 1013: sockets of one key or person. */
export const maxSocketCountOfViewer = 2_500;
/** TOO_MANY_SUBSCRIPTIONS: different subscriptions that a key has open, on all its sockets. Equal ones count once. */
export const maxSubscriptionCountOfViewer = 2_500;
/** TOO_MANY_SUBSCRIPTIONS: different subscriptions that are open on a server: some 50 KB each. */
export const maxSubscriptionCount = 10_000;
