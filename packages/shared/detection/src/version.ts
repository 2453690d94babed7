/** Changes whenever the same text may give other findings; it stands in every export's manifest. */
export const DETECTOR_VERSION = "0.14.0";
