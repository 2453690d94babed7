export { signManifest } from "./sign-manifest.ts";
export { verifyManifest, type ManifestVerdict } from "./verify-manifest.ts";
