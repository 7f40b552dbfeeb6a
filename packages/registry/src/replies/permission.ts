/** What IAM has to allow. */
export interface Permission {
  /** `codeartifact:PublishPackageVersion`. */
  readonly action: string;
  /** The ARN of what it is needed on. */
  readonly resource: string;
}
