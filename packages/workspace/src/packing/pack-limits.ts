/** Ceilings of one package. What is beyond them is refused before anything is uploaded. */
export interface PackLimits {
  /** Bytes of the tarball. CodeArtifact takes requests of 2 GB, in which a tarball grows by a third. */
  readonly packedBytes: number;
  /** Bytes of its files. */
  readonly unpackedBytes: number;
  readonly files: number;
  /** Unpacked bytes for each packed one. */
  readonly ratio: number;
}

export const DEFAULT_PACK_LIMITS: PackLimits = {
  packedBytes: 1_500_000_000,
  unpackedBytes: 4_000_000_000,
  files: 50_000,
  ratio: 500,
};
