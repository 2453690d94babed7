import { describeSettings, runMain, ServiceError } from "@aside/service";
import { nothingMore } from "./commands/nothing-more.ts";
import { gatewaySettings, settingsTable } from "./settings.ts";

const USAGE = `gateway                            serve
gateway keys                       make the private keys that are missing, print where the public ones are
gateway seed                       make the tenant \`demo\` with its agents and an API key
gateway tenant put FILE            make or change a tenant from a JSON file (- reads standard input)
gateway tenant show TENANT         its settings as such a file
gateway agent put TENANT EMAIL NAME [--supervisor] [--password-stdin]
                                   make or change an agent; without --password-stdin a new agent's password is made and printed once
gateway agent remove TENANT EMAIL  ends the sessions and lets nobody sign in by that address
gateway agent list TENANT
gateway api-key make TENANT NAME   make a key for a server of the tenant's, printed once
gateway api-key revoke TENANT NAME
gateway api-key list TENANT
gateway webhook TENANT [URL]       where the tenant hears how captures ended; without URL: nowhere
gateway audit checkpoints LOG      what was witnessed of an audit log (a tenant's id or _collector), as aside audit verify reads it
gateway audit alarms LOG           what is wrong with it
gateway audit accept LOG           take the collector's log as it is now: after a restored backup, see docs/audit.md
gateway --help                     this

`;

// What a word does is loaded with the word: the whole gateway takes many times as long to load as a command.
await runMain(async () => {
  const words = process.argv.slice(2);
  const [word, ...rest] = words.some((one) => ["-h", "--help"].includes(one)) ? ["--help"] : words;
  switch (word) {
    case undefined:
    case "serve": {
      nothingMore(rest);
      const { serve } = await import("./serve.ts");
      return await serve(import.meta.url);
    }
    case "keys": {
      nothingMore(rest);
      const { createKeys } = await import("./keys.ts");
      const { publicFile } = await createKeys(gatewaySettings(process.env));
      process.stdout.write(`${publicFile}\n`);
      return undefined;
    }
    case "seed": {
      nothingMore(rest);
      const { seedOnly } = await import("./seed-demonstration.ts");
      return await seedOnly();
    }
    case "--help":
      process.stdout.write(USAGE + describeSettings(settingsTable));
      return undefined;
    default: {
      const { isCommand, runCommand } = await import("./commands/run-command.ts");
      if (isCommand(word)) return await runCommand(word, rest, gatewaySettings(process.env));
      throw new ServiceError("wrong_settings", "There is no such command: see --help");
    }
  }
});
