/** Where the tarballs of `convoy-pack` are, by the folder of the project: neither seen by git, nor packed along. */
export const PACK_FOLDER = "node_modules/.cache/convoy";
