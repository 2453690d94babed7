import { createServer } from "node:http";
import { Server, type Socket } from "socket.io";

/**
 * The baseline: socket.io alone, set up as the gateway's is, that hands each customer's message to the agent and
 * acknowledges it. No parse, no detection, no machine, no journal, no sign-in.
 */
const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  serveClient: false,
});
let agent: Socket | null = null;
let conversations = 0;

io.of("/agents").on("connection", (socket) => {
  agent = socket;
});
io.of("/customers").on("connection", (socket) => {
  conversations += 1;
  const conversation = `cnv_${String(conversations).padStart(26, "0")}`;
  let seq = 0;
  socket.emit("to-widget", { type: "welcome", conversation });
  socket.on(
    "from-widget",
    (message: { id: string; text: string }, acknowledge: (reply: unknown) => void) => {
      seq += 1;
      acknowledge({ ok: true, status: "accepted", seq });
      agent?.emit("to-console", {
        type: "entry",
        conversation,
        entry: {
          seq,
          at: Date.now(),
          frame: {
            type: "message",
            from: "customer",
            message: { id: message.id, text: message.text, cuts: [] },
          },
        },
      });
    },
  );
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
