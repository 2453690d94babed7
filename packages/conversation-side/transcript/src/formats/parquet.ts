import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Transcript } from "../transcript.ts";
import type { Format, Writing } from "./format.ts";

/**
 * Parquet with Snappy, a row a conversation: `id`, `started_at` (UTC), `messages` as a list of `role` and `content` like
 * OpenAI's, `spans` as a list of `turn`, `start`, `end`, `type`, `source`; offsets are UTF-16 units into the turn's content.
 * https://parquet.apache.org/docs/file-format/
 */
export const parquet: Format = {
  contentType: "application/vnd.apache.parquet",
  extension: "parquet",
  open: () => new ParquetFile(),
};

/** So much text makes a group of rows: memory and the file's index both stay small. */
const GROUP = 4_000_000;

class ParquetFile implements Writing {
  readonly head: Uint8Array;
  readonly #bytes = new ByteWriter();
  readonly #file = new ParquetWriter({
    writer: this.#bytes,
    schema: SCHEMA,
    createdBy: "aside",
    statistics: false,
  });
  #rows: Transcript[] = [];
  #size = 0;

  constructor() {
    this.head = this.#taken();
  }

  conversation(transcript: Transcript): Uint8Array {
    this.#rows.push(transcript);
    for (const { text } of transcript.turns) this.#size += text.length;
    return this.#size < GROUP ? NOTHING : this.#group();
  }

  end(): Uint8Array {
    const group = this.#group();
    void this.#file.finish();
    return Buffer.concat([group, this.#taken()]);
  }

  #group(): Uint8Array {
    const rows = this.#rows;
    this.#rows = [];
    this.#size = 0;
    if (rows.length === 0) return NOTHING;
    const column = (name: string, data: unknown[]) => ({ name, data, offsetIndex: false });
    void this.#file.write({
      rowGroupSize: rows.length,
      columnData: [
        column(
          "id",
          rows.map(({ conversation }) => conversation),
        ),
        column(
          "started_at",
          rows.map(({ startedAt }) => new Date(startedAt)),
        ),
        column("messages", rows.map(messagesOf)),
        column("spans", rows.map(spansOf)),
      ],
    });
    return this.#taken();
  }

  /** What was written since; the writer's buffer begins anew. */
  #taken(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}

const NOTHING = new Uint8Array(0);

function messagesOf({ turns }: Transcript) {
  return turns.map(({ speaker, text }) => ({
    role: speaker === "customer" ? "user" : "assistant",
    content: text,
  }));
}

function spansOf({ turns }: Transcript) {
  return turns.flatMap(({ spans }, turn) =>
    spans.map(({ start, end, type, source }) => ({ turn, start, end, type, source })),
  );
}

function leaf(name: string, type: "BYTE_ARRAY" | "INT32"): SchemaElement {
  const text = type === "BYTE_ARRAY" ? ({ converted_type: "UTF8" } as const) : {};
  return { name, type, repetition_type: "REQUIRED", ...text };
}

function list(name: string, fields: readonly SchemaElement[]): SchemaElement[] {
  return [
    { name, repetition_type: "REQUIRED", num_children: 1, converted_type: "LIST" },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "REQUIRED", num_children: fields.length },
    ...fields,
  ];
}

const SCHEMA: SchemaElement[] = [
  { name: "root", num_children: 4 },
  leaf("id", "BYTE_ARRAY"),
  {
    name: "started_at",
    type: "INT64",
    repetition_type: "REQUIRED",
    converted_type: "TIMESTAMP_MILLIS",
  },
  ...list("messages", [leaf("role", "BYTE_ARRAY"), leaf("content", "BYTE_ARRAY")]),
  ...list("spans", [
    leaf("turn", "INT32"),
    leaf("start", "INT32"),
    leaf("end", "INT32"),
    leaf("type", "BYTE_ARRAY"),
    leaf("source", "BYTE_ARRAY"),
  ]),
];
