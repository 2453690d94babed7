import * as parser from "socket.io-parser";

/**
 * socket.io's own wire format without its attachments: what leaves here is JSON, and the search of every frame for buffers costs more than
 * its serialisation. https://socket.io/docs/v4/custom-parser/
 */
class TextEncoder {
  encode({ type, nsp, id, data }: parser.Packet): [string] {
    const place = nsp === "/" ? "" : `${nsp},`;
    return [`${type}${place}${id ?? ""}${data === undefined ? "" : JSON.stringify(data)}`];
  }
}

export const textParser = { Encoder: TextEncoder, Decoder: parser.Decoder };
