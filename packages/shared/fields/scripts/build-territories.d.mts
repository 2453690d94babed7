import type { TerritoryRow } from "../src/address/territory.ts";

export interface SourceTerritory {
  readonly fmt?: string;
  readonly zip?: string;
  readonly zipex?: string;
}

export function sourceTerritories(): Record<string, SourceTerritory>;
export function territoryRows(): Record<string, TerritoryRow>;
