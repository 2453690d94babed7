import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";

/** The ceiling of one request: express parses a body of a submit's size, appends it to a file and waits for fdatasync. */
const file = await open(join(tmpdir(), `aside-ceiling-${process.pid}`), "a");
const app = express();
app.use(express.json({ limit: "64kb" }));
app.post("/", async (request, response) => {
  await file.write(JSON.stringify(request.body));
  await file.datasync();
  response.json({ outcome: "stored" });
});
/** The same but the disk: what HTTP alone takes. */
app.post("/dry", (request, response) => {
  JSON.stringify(request.body);
  response.json({ outcome: "stored" });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
