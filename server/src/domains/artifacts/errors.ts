import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A path that names no file of a job. */
export class BadArtifactPath extends BadInput {
  override readonly code = 'BAD_ARTIFACT_PATH';
}

/** A file above the limit; nothing of it was kept. */
export class ArtifactTooLarge extends DomainError {
  readonly code = 'ARTIFACT_TOO_LARGE';
  override readonly httpStatus = 413;
  constructor(limitBytes: number) {
    super(`A file may have at most ${limitBytes} bytes; nothing of it was kept.`);
  }
}

/** The store of files does not do what it is asked for now. */
export class ArtifactStoreUnavailable extends DomainError {
  readonly code = 'ARTIFACT_STORE_UNAVAILABLE';
  override readonly httpStatus = 503;
  readonly retryAfterS = 5;
  constructor(reason: string, cause?: unknown) {
    super(`The store of files is not available: ${reason}`);
    this.cause = cause;
  }
}
