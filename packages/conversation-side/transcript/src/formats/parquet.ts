import type { Encoding, SchemaElement } from "hyparquet";
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
const GROUP = 2_000_000;

class ParquetFile implements Writing {
  readonly head: Uint8Array;
  readonly #bytes = new ByteWriter();
  readonly #file = new ParquetWriter({
    writer: this.#bytes,
    schema: SCHEMA,
    createdBy: "aside",
    statistics: false,
  });
  readonly #paths = new Map<string, string[]>();
  readonly #encodings = new Map<string, Encoding[]>();
  #columns = columns();
  #size = 0;

  constructor() {
    this.head = this.#taken();
  }

  conversation(transcript: Transcript): Uint8Array {
    const { id, startedAt, messages, spans } = this.#columns;
    id.push(transcript.conversation);
    startedAt.push(new Date(transcript.startedAt));
    messages.push(messagesOf(transcript));
    spans.push(spansOf(transcript));
    for (const { text } of transcript.turns) this.#size += text.length;
    return this.#size < GROUP ? NOTHING : this.#group();
  }

  end(): Uint8Array {
    const group = this.#group();
    void this.#file.finish();
    return Buffer.concat([group, this.#taken()]);
  }

  #group(): Uint8Array {
    const { id, startedAt, messages, spans } = this.#columns;
    this.#columns = columns();
    this.#size = 0;
    if (id.length === 0) return NOTHING;
    const column = (name: string, data: unknown[]) => ({ name, data, offsetIndex: false });
    void this.#file.write({
      rowGroupSize: id.length,
      columnData: [
        column("id", id),
        column("started_at", startedAt),
        column("messages", messages),
        column("spans", spans),
      ],
    });
    this.#share();
    return this.#taken();
  }

  /** The index of the file is written last: of what it says of every group alike, one is kept. Pages have no index. */
  #share(): void {
    this.#file.pendingIndexes.length = 0;
    for (const { meta_data } of this.#file.row_groups.at(-1)?.columns ?? []) {
      if (meta_data === undefined) continue;
      meta_data.path_in_schema = kept(this.#paths, meta_data.path_in_schema);
      meta_data.encodings = kept(this.#encodings, meta_data.encodings);
    }
  }

  /** What was written since; the writer's buffer begins anew. */
  #taken(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}

const NOTHING = new Uint8Array(0);

/** The first list that was equal to this one. */
function kept<T extends string>(lists: Map<string, T[]>, list: T[]): T[] {
  const key = list.join();
  const before = lists.get(key);
  if (before === undefined) lists.set(key, list);
  return before ?? list;
}

function columns() {
  return {
    id: new Array<string>(),
    startedAt: new Array<Date>(),
    messages: new Array<ReturnType<typeof messagesOf>>(),
    spans: new Array<ReturnType<typeof spansOf>>(),
  };
}

function messagesOf({ turns }: Transcript) {
  return turns.map(({ speaker, text }) => ({
    role: speaker === "customer" ? "user" : "assistant",
    content: text,
  }));
}

function spansOf({ turns }: Transcript) {
  const list: { turn: number; start: number; end: number; type: string; source: string }[] = [];
  turns.forEach(({ spans }, turn) => {
    for (const { start, end, type, source } of spans) list.push({ turn, start, end, type, source });
  });
  return list;
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
