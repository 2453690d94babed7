import { join } from "node:path";
import { openDatabase } from "@aside/postgres";
import express from "express";

/** The yardstick: express, the same body, one durable insert, an answer. */
const database = await openDatabase({
  name: "yardstick",
  dataDir: join(process.env["ASIDE_DATA"] ?? "", "yardstick"),
  migrations: [
    {
      set: "yardstick",
      steps: [
        {
          name: "001-row",
          sql: "create table row (id bigint generated always as identity primary key, body text not null); grant insert on row to {{app}};",
        },
      ],
    },
  ],
  connections: 16,
});
const app = express();
app.use(express.json());
app.post("/", async (request, response) => {
  const body = JSON.stringify(request.body);
  await database.withoutTenant((sql) => sql`insert into row (body) values (${body})`);
  response.json({ outcome: "stored" });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" && address ? address.port : 0 }));
});
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void database.close().then(() => process.exit(0));
});
