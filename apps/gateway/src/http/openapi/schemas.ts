import {
  captureEndedWebhook,
  captureView,
  conversationView,
  exportPreview,
  exportView,
  exportWish,
  findingsView,
  incident,
  incidentPage,
  problem,
  replayView,
  requestCapture,
  reviewWish,
  signedManifest,
  startConversation,
  startedConversation,
  witnessedCheckpoints,
} from "@aside/protocol";
import { detectionChanges, detectionView } from "../../administration/detection-change.ts";

/** What the document's paths refer to by name: the schemas that parse requests and answers. */
export const schemas = {
  StartConversation: startConversation,
  StartedConversation: startedConversation,
  Conversation: conversationView,
  RequestCapture: requestCapture,
  Capture: captureView,
  Replay: replayView,
  ExportWish: exportWish,
  Export: exportView,
  SignedManifest: signedManifest,
  ExportPreview: exportPreview,
  CaptureEnded: captureEndedWebhook,
  WitnessedCheckpoints: witnessedCheckpoints,
  Incidents: incidentPage,
  Incident: incident,
  ReviewIncident: reviewWish,
  Findings: findingsView,
  Detection: detectionView,
  DetectionChanges: detectionChanges,
  Problem: problem,
};
export type SchemaName = keyof typeof schemas;
