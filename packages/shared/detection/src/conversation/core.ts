import type { Finding, FindingType } from "../finding.ts";
import { fold, unfold } from "../fold/fold.ts";
import type { Lexis } from "../language/lexis.ts";
import type { Context } from "../rules/context.ts";
import type { Proposal, Standing } from "../rules/proposal.ts";
import { resolve } from "../rules/resolve.ts";
import { Reading } from "../text/reading.ts";
import { Questions } from "./questions.ts";
import type { Part } from "./part.ts";
import type { Piece, PieceType } from "./pieces.ts";
import { NO_PIECES, partFinding, piecesIn, readBack, readPieces, turnsTo } from "./pieces.ts";
import { readInWindows } from "./read-in-windows.ts";
import { SplitBuffer } from "./split-buffer.ts";
import { forgetScan } from "../text/tokens.ts";
import type { TextWindow } from "../text/windows.ts";
import { LONGEST } from "../text/windows.ts";

/** A message as it comes in. `speaker` is any name that stays the same through the conversation. */
export interface SpokenMessage {
  speaker: string;
  text: string;
  /** What was cut out of it by type: said, though `text` has it no more. */
  cut?: readonly string[] | undefined;
}

/** A finding in an earlier message, known only now. */
export interface RetroactiveFinding {
  /** Index of the message, from 0, in the order of `add`. */
  turn: number;
  finding: Finding;
}

export interface Detection {
  /** In this message, in order. */
  findings: Finding[];
  /** In earlier messages: parts of a number that this message completed, names that it made known. */
  retroactive: RetroactiveFinding[];
  /** The message may be a piece of a number: a widget holds it and offers the secure form. */
  hold: "piece-of-a-number" | undefined;
  /** Of a message to be held: the turns of those that it goes on with. */
  begun: readonly number[];
}

export interface ConversationDetector {
  add(message: SpokenMessage): Detection;
  /** Parts of numbers that a speaker's last messages may hold, the oldest first. */
  pieces(speaker: string, type: PieceType): Piece[];
}

/** Makes proposals for one message. */
export type Finder = (reading: Reading, context: Context) => Proposal[];

/** What may change or add findings when a message has been resolved, such as a memory of names. */
export interface Memory {
  recall(
    reading: Reading,
    standing: readonly Proposal[],
    turn: number,
  ): { here: Proposal[]; earlier: RetroactiveFinding[] };
}

export interface CoreOptions {
  lexis: Lexis;
  finders: readonly Finder[];
  /** A tenant's: for a whole text, however long. */
  patterns?: ((text: string) => Proposal[]) | undefined;
  off: ReadonlySet<FindingType>;
  memory?: Memory | undefined;
}

/** The conversation-aware detector over a set of finders. State is bounded: the latest parts of numbers and the open questions of each speaker. */
export function createCore(options: CoreOptions): ConversationDetector {
  return new Core(options);
}

class Core implements ConversationDetector {
  readonly #options: CoreOptions;
  readonly #buffers = new Map<string, SplitBuffer>();
  readonly #questions = new Questions();
  #turn = -1;

  constructor(options: CoreOptions) {
    this.#options = options;
  }

  add({ speaker, text, cut }: SpokenMessage): Detection {
    this.#turn++;
    const detection =
      text.length <= LONGEST
        ? this.#read(speaker, { text, start: 0, owned: 0 }, true)
        : this.#readLong(speaker, text);
    forgetScan();
    if (cut !== undefined && cut.length > 0) this.#questions.gave(speaker, cut);
    const { off } = this.#options;
    return off.size === 0 ? detection : without(detection, off);
  }

  pieces(speaker: string, type: PieceType): Piece[] {
    const buffer = this.#buffers.get(speaker);
    return buffer === undefined || this.#options.off.has(type) ? [] : piecesIn(buffer, type);
  }

  #readLong(speaker: string, text: string): Detection {
    const found = readInWindows(text, this.#turn, (window) => this.#read(speaker, window, false));
    const { patterns } = this.#options;
    if (!patterns) return found;
    const folded = fold(text);
    const matched = patterns(folded.text).map((one) => ({
      ...one,
      ...unfold(folded, one.start, one.end),
    }));
    return { ...found, findings: resolve([...found.findings, ...matched]) };
  }

  #bufferOf(speaker: string): SplitBuffer {
    let buffer = this.#buffers.get(speaker);
    if (!buffer) {
      buffer = new SplitBuffer();
      if (this.#buffers.size < MAX_SPEAKERS) this.#buffers.set(speaker, buffer);
    }
    return buffer;
  }

  /** What another speaker told the same number as. */
  #readBack(speaker: string, part: Part): Finding | undefined {
    for (const [other, buffer] of this.#buffers) {
      const told = other === speaker ? undefined : readBack(part, buffer);
      if (told) return told;
    }
    return undefined;
  }

  #read(speaker: string, window: TextWindow, alone: boolean): Detection {
    const { lexis, finders, patterns, memory } = this.#options;
    const turn = this.#turn;
    const reading = new Reading(window.text, lexis, window.start);
    const context = this.#questions.contextFor(speaker);
    const proposals = proposalsOf(finders, reading, context);
    if (alone && patterns) proposals.push(...patterns(reading.text));
    let standing = resolve(proposals);
    const retroactive: RetroactiveFinding[] = [];
    const own = this.#bufferOf(speaker);
    const { joined, hold, begun, part } = alone
      ? readPieces(own, reading, context, standing, turn)
      : NO_PIECES;
    if (joined) {
      for (const one of joined.parts)
        if (one.turn !== turn)
          retroactive.push({ turn: one.turn, finding: partFinding(joined, one) });
    }
    const recalled = memory?.recall(reading, standing, turn);
    if (recalled) {
      if (recalled.here.length > 0) standing = resolve([...standing, ...recalled.here]);
      retroactive.push(...recalled.earlier);
    }
    let findings: Finding[] = [];
    for (const one of standing) findings.push(toFinding(reading, one));
    const last = joined?.parts.find((one) => one.turn === turn);
    if (joined && last) {
      findings = findings.filter((one) => one.end <= last.start || one.start >= last.end);
      findings.push(partFinding(joined, last));
      findings.sort((a, b) => a.start - b.start);
    }
    const told = part && part.named === undefined ? this.#readBack(speaker, part) : undefined;
    if (told && !findings.some((one) => one.start < told.end && told.start < one.end)) {
      findings.push(told);
      findings.sort((a, b) => a.start - b.start);
    }
    let turned: ReturnType<typeof turnsTo> | undefined;
    for (const buffer of this.#buffers.values())
      if (buffer !== own && buffer.isWaiting) buffer.turnTo((turned ??= turnsTo(reading)));
    this.#questions.heard(speaker, reading, findings);
    return {
      findings,
      retroactive,
      hold,
      begun: begun.length === 0 ? NO_TURNS : begun.map(turnOf),
    };
  }
}

function without(
  { findings, retroactive, ...held }: Detection,
  off: ReadonlySet<FindingType>,
): Detection {
  return {
    findings: findings.filter(({ type }) => !off.has(type)),
    retroactive: retroactive.filter(({ finding }) => !off.has(finding.type)),
    ...held,
  };
}

const NO_TURNS: readonly number[] = [];

function turnOf({ turn }: Part): number {
  return turn;
}

function proposalsOf(finders: readonly Finder[], reading: Reading, context: Context): Proposal[] {
  if (finders.length === 1) return finders[0]?.(reading, context) ?? [];
  return finders.flatMap((find) => find(reading, context));
}

const MAX_SPEAKERS = 16;

function toFinding(reading: Reading, one: Standing): Finding {
  const { type, evidence, rule } = one;
  const { start, end } = reading.original(one.start, one.end);
  return { type, start, end, confidence: Math.round(one.confidence * 100) / 100, evidence, rule };
}
