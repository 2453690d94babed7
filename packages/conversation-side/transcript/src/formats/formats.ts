import type { ExportFormat } from "@aside/protocol";
import { csv } from "./csv.ts";
import type { Format } from "./format.ts";
import { jsonl } from "./jsonl.ts";
import { openai } from "./openai.ts";
import { parquet } from "./parquet.ts";
import { sharegpt } from "./sharegpt.ts";
import { text } from "./text.ts";

export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  openai,
  sharegpt,
  jsonl,
  csv,
  text,
  parquet,
};
