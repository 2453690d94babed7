import type * as z from "zod";
import { ServiceError } from "./errors.ts";

/** One environment variable. `parse` takes its text and carries what is allowed as its description (`.describe(...)`). */
export interface Setting<T = unknown> {
  readonly name: string;
  readonly description: string;
  /** Text taken when the variable is absent or empty; without it the variable must be set. Goes through `parse` like any other. */
  readonly default?: string;
  readonly parse: z.ZodType<T, string>;
}

export type SettingsTable = Readonly<Record<string, Setting>>;
export type Settings<T extends SettingsTable> = {
  readonly [K in keyof T]: z.output<T[K]["parse"]>;
};

/**
 * Reads a process's settings, once, at its start.
 *
 * @param table the documented settings, keyed by the name they have in the code
 * @param env the environment, `process.env`
 * @throws {ServiceError} `wrong_settings`, naming every wrong variable and what is allowed; never the given text, which may be a secret
 * @example readSettings({ port: { name: 'ASIDE_GATEWAY_PORT', default: '4000', description: 'where it listens', parse: port() } }, process.env)
 */
export function readSettings<T extends SettingsTable>(
  table: T,
  env: Readonly<Record<string, string | undefined>>,
): Settings<T> {
  const read: Partial<Record<keyof T, unknown>> = {};
  const wrong: string[] = [];
  for (const key in table) {
    const setting = table[key];
    if (setting === undefined) continue;
    const given = env[setting.name] || undefined;
    const text = given ?? setting.default;
    if (text === undefined) {
      wrong.push(`${setting.name} is not set: ${allowed(setting)}`);
      continue;
    }
    const result = setting.parse.safeParse(text);
    if (result.success) read[key] = result.data;
    else wrong.push(`${setting.name} is wrong: ${allowed(setting)}`);
  }
  if (!isComplete(table, read)) throw new ServiceError("wrong_settings", wrong.join("\n"));
  return read;
}

/** The settings as a Markdown table, for `--help` and for the docs. */
export function describeSettings(table: SettingsTable): string {
  const rows = Object.values(table).map((setting) => {
    const fallback =
      setting.default === undefined
        ? "required"
        : setting.default === ""
          ? "none"
          : `\`${setting.default}\``;
    return `| \`${setting.name}\` | ${fallback} | ${setting.parse.description ?? ""} | ${setting.description} |`;
  });
  return [
    "| setting | default | allowed | what it does |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function allowed(setting: Setting): string {
  const hint = setting.default ? ` (default ${setting.default})` : "";
  return `allowed is ${setting.parse.description ?? "another value"}${hint}`;
}

function isComplete<T extends SettingsTable>(
  table: T,
  read: Partial<Record<keyof T, unknown>>,
): read is Settings<T> {
  return Object.keys(table).every((key) => key in read);
}
