import {
  GraphQLError,
  Lexer,
  parse,
  Source,
  TokenKind,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { ParseRefused, shapeViolation } from './limits/shape.ts';
import { maxNesting, maxTokenCount } from './limits/limits.ts';
import { anyDocument, policyViolation, type DocumentPolicy } from './trusted.ts';

const keptDocumentCount = 500;
const keptTextLength = 20_000; // a longer document holds data; its like will not come again

/** Parses and validates documents, and caches frequent ones. */
export interface Documents {
  /** Errors  throws a GraphQLError (GRAPHQL_PARSE_FAILED), or `ParseRefused` (TOO_MANY_TOKENS, QUERY_TOO_DEEP). */
  parse(text: string): DocumentNode;
  /** What is answered at all and limits on shape first, which are cheap, then the specification's rules; without suggestions, which would reveal names. */
  validate(schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[] | undefined): readonly GraphQLError[];
}

export function createDocuments(policy: DocumentPolicy = anyDocument): Documents {
  const parsed = new Map<string, DocumentNode>();
  const validated = new WeakMap<DocumentNode, { schema: GraphQLSchema; errors: readonly GraphQLError[] }>();

  function remember(text: string, document: DocumentNode): void {
    if (text.length > keptTextLength) return;
    parsed.set(text, document);
    if (parsed.size > keptDocumentCount) parsed.delete(parsed.keys().next().value as string);
  }

  return {
    parse(text) {
      const known = parsed.get(text);
      if (known !== undefined) {
        parsed.delete(text); // again the youngest
        parsed.set(text, known);
        return known;
      }
      const document = parseWithinLimits(text);
      remember(text, document);
      return document;
    },
    validate(schema, document, rules) {
      const known = validated.get(document);
      if (known?.schema === schema) return known.errors;
      const violation = shapeViolation(document) ?? policyViolation(document, policy);
      const errors = violation === null ? validate(schema, document, rules, { hideSuggestions: true }) : [violation];
      validated.set(document, { schema, errors });
      return errors;
    },
  };
}

function parseWithinLimits(text: string): DocumentNode {
  if (nestsTooDeeply(text)) throw new ParseRefused('QUERY_TOO_DEEP', 'The document is nested too deeply to be read.');
  try {
    return parse(text, { maxTokens: maxTokenCount });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('tokens')) {
      throw new ParseRefused(
        'TOO_MANY_TOKENS',
        `A document may have ${maxTokenCount} tokens. Send data as variables, which are not counted.`,
      );
    }
    if (error instanceof GraphQLError) Object.assign(error.extensions, { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400, spec: true } });
    throw error;
  }
}

const opening = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Whether brackets stand more than `maxNesting` deep among the tokens that the parser would read. */
function nestsTooDeeply(text: string): boolean {
  if (text.length <= maxNesting) return false;
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let count = 0; count < maxTokenCount; count += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      if (opening.has(kind)) depth += 1;
      else if (closing.has(kind)) depth -= 1;
      if (depth > maxNesting) return true;
    }
  } catch {
    // The parser reports the same token.
  }
  return false;
}
