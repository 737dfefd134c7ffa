/** A JSON Schema of an object, or of one of its properties. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}
