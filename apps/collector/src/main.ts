import { describeSettings, runMain } from "@aside/service";
import { nothingAfter } from "./commands/nothing-after.ts";
import { readCollectorSettings, settingsTable } from "./settings.ts";

const USAGE = `collector                         serve
collector keys                    make the private keys that are missing, print where the public ones are
collector seed                    make the tenant \`demo\`
collector tenant put FILE         make or change a tenant from a JSON file (- reads standard input)
collector tenant show TENANT      its settings as such a file
collector tenant disable TENANT   nothing is captured for it any more
collector api-key TENANT          make a key for the tenant's own servers, print it once
collector api-key TENANT revoke   take every key of the tenant back
collector custodian invite TENANT NAME
                                  who may see or approve seeing values; prints a link that works once
collector custodian list TENANT
collector custodian remove TENANT CUSTODIAN
collector audit export LOG FILE   the whole audit log of a tenant, or of _collector, for aside audit verify
collector audit prove LOG FILE [--about ID]... [--since DATE] [--until DATE]
                                  some entries, each proven without showing the others: for aside evidence
collector audit accept LOG        go on from the log as it is: after a restored backup, see docs/audit.md
collector share 1|2 FILE          a custodian makes a share of the root key
collector root                    which root is used, and whether it can be used now
collector rotate keys|root|capture-keys [--tenant TENANT]
                                  new keys; what lies under older ones is wrapped again, values are not touched
collector erase --tenant TENANT --token T | --subject S | --class C | --month YYYY-MM | --all
                                  destroys keys and records; prints a signed receipt. C is card, bank, id, address or other
collector export --tenant TENANT --subject S
                                  what is known of a person's records, without opening one
collector report                  what is kept, by class and policy, and what retention erased
collector backup records|keys FILE
                                  a backup of one of the two sets, while collectors serve; see docs/keys.md
collector restore FILE            puts a set back into a database on which no collector was started yet
collector sweep                   erases what is over its time and goes on with rotations, now; a collector that serves does so each minute
                                  (these also take --by NAME, --reference ID and --out FILE)
collector --help                  this

`;

// What a word does is loaded with the word: the whole collector takes many times as long to load as a command.
await runMain(async () => {
  const words = process.argv.slice(2);
  const [word, ...rest] = words.some((one) => ["-h", "--help"].includes(one)) ? ["--help"] : words;
  switch (word) {
    case undefined: {
      const { serve } = await import("./serve.ts");
      return await serve();
    }
    case "keys": {
      nothingAfter(rest);
      const { createKeys } = await import("./keys.ts");
      process.stdout.write(`${await createKeys(readCollectorSettings(process.env))}\n`);
      return;
    }
    case "--help":
      process.stdout.write(USAGE + describeSettings(settingsTable));
      return;
    default: {
      const { runCommand } = await import("./commands/run-command.ts");
      return await runCommand(word, rest);
    }
  }
});
