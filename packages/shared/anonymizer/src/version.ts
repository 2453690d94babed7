/** Of what stands in place of values: raised when the same conversation and key would give another text. */
export const ANONYMIZER_VERSION = "1.5.0";
