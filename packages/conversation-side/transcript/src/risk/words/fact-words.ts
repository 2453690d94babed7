/**
 * What tells a quasi-identifier in one language, in small letters. Patterns are sources of regular expressions with a
 * capital for what they are about: `D` a day, `M` a month, `Y` a year, `N` an age. Lists are divided by `|`.
 */
export interface FactWords {
  /** Names and short forms. */
  readonly months: string;
  readonly dates: readonly string[];
  /** Days that have a name: they tell when a conversation was, and cannot be moved. */
  readonly holidays: string;
  readonly ages: readonly string[];
  readonly birthYears: readonly string[];
  /** What stands in front of an employer's name. */
  readonly employers: readonly string[];
  /** What stands in front of an occupation. */
  readonly roles: readonly string[];
  readonly occupations: string;
  readonly events: string;
}
