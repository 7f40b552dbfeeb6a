/** The exceptions of the service's model, with the HTTP status of each, and those of AWS's front door. */
export const ERROR_STATUS: Readonly<Record<ErrorName, number>> = {
  ValidationException: 400,
  ServiceQuotaExceededException: 402,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  InvalidSignatureException: 403,
  UnrecognizedClientException: 403,
  ExpiredTokenException: 403,
};

export type ErrorName =
  | "ValidationException"
  | "ServiceQuotaExceededException"
  | "AccessDeniedException"
  | "ResourceNotFoundException"
  | "ConflictException"
  | "ThrottlingException"
  | "InternalServerException"
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "InvalidSignatureException"
  | "UnrecognizedClientException"
  | "ExpiredTokenException";

export type ResourceType = "domain" | "repository" | "package" | "package-version" | "asset";

export type ValidationReason =
  | "CANNOT_PARSE"
  | "ENCRYPTION_KEY_ERROR"
  | "FIELD_VALIDATION_FAILED"
  | "UNKNOWN_OPERATION"
  | "OTHER";

/** An answer that is an error. Both planes throw it, and each renders it in its own way. */
export class ServiceError extends Error {
  override readonly name: ErrorName;
  readonly status: number;
  /** What stands beside `message` in the body. */
  readonly members: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(name: ErrorName, message: string, details: ServiceErrorDetails = {}) {
    super(message);
    this.name = name;
    this.status = details.status ?? ERROR_STATUS[name];
    this.members = details.members ?? {};
    this.headers = details.headers ?? {};
  }
}

export interface ServiceErrorDetails {
  /** Where the plane answers otherwise than the model says. */
  readonly status?: number;
  readonly members?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function invalid(message: string, reason: ValidationReason = "FIELD_VALIDATION_FAILED"): ServiceError {
  return new ServiceError("ValidationException", message, { members: { reason } });
}

export function notFound(message: string, resourceType: ResourceType, resourceId: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", message, { members: { resourceId, resourceType } });
}

export function conflict(message: string, resourceType: ResourceType, resourceId: string): ServiceError {
  return new ServiceError("ConflictException", message, { members: { resourceId, resourceType } });
}

export function quotaExceeded(message: string, resourceType: ResourceType, resourceId: string): ServiceError {
  return new ServiceError("ServiceQuotaExceededException", message, {
    members: { resourceId, resourceType },
  });
}

export function denied(message: string): ServiceError {
  return new ServiceError("AccessDeniedException", message);
}

/** `seconds` becomes the `Retry-After` header, from which the clients read `retryAfterSeconds`. */
export function throttled(message: string, seconds: number): ServiceError {
  return new ServiceError("ThrottlingException", message, { headers: { "retry-after": String(seconds) } });
}

/** What is wrong with how the emulator was started, or with what it was given to keep its data in. */
export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    details: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
  }
}
