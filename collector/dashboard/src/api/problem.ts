/** Says what went wrong in the words of the collector (RFC 9457), or in ours when it said nothing. */
export class ApiProblem extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Finds the fault in the collector's log; null when the collector gave none. */
  readonly traceId: string | null;

  constructor(status: number, title: string, detail: string, traceId: string | null = null) {
    super(`${title} ${detail}`.trim());
    this.name = 'ApiProblem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.traceId = traceId;
  }

  /** True when another key could help and another attempt could not. */
  get isRefusal(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** True when the same call may succeed a moment later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Reads a problem+json body; a body of any other shape still becomes a problem that names the status. */
export function problemFromBody(status: number, body: unknown): ApiProblem {
  const fields = isRecord(body) ? body : {};
  return new ApiProblem(
    status,
    textOr(fields['title'], `The collector answered with status ${status}.`),
    textOr(fields['detail'], ''),
    textOr(fields['traceId'], '') || null,
  );
}

/** Turns whatever a call threw into a problem. */
export function problemFromError(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }

  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new ApiProblem(
      0,
      'The collector did not answer in time.',
      'It may be busy. Try again in a moment.',
    );
  }

  if (error instanceof SyntaxError) {
    return new ApiProblem(
      0,
      'The answer cannot be read.',
      'It is not the JSON that the API promises. A proxy between this page and the collector may have changed it.',
    );
  }

  return new ApiProblem(
    0,
    'The collector cannot be reached.',
    `Nothing answered at ${window.location.origin}. Check that it runs and that this computer is online.`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
