import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";

export interface Bar {
  /** Short: below the bar. */
  readonly label: string;
  /** In the table; the label where it says it all. */
  readonly name?: string;
  /** One number a series. */
  readonly values: readonly number[];
}

interface Props {
  readonly title: string;
  /** What the labels are: the first column of the table. */
  readonly axis: string;
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  readonly format: (value: number) => string;
}

const HEIGHT = 112;
/** Of the whole plot, however many bars: letters are of one size in all. */
const WIDTH = 400;
const FOOT = 18;
const TOP = 16;

/** Bars side by side, as a small picture; behind it the same numbers as a table, for whoever does not see or wants them exactly. */
export function BarPlot({ title, axis, series, bars, format }: Props): ReactNode {
  const text = useText();
  const most = Math.max(1, ...bars.flatMap(({ values }) => values));
  const place = WIDTH / Math.max(1, bars.length);
  const gap = place / 4;
  const each = (place - gap) / series.length;
  return (
    <figure className="plot">
      <figcaption>{title}</figcaption>
      {series.length > 1 && (
        <p className="plot-legend" aria-hidden="true">
          {series.map((name, index) => (
            <span key={name} data-series={index}>
              {name}
            </span>
          ))}
        </p>
      )}
      <svg
        viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + FOOT}`}
        aria-hidden="true"
        direction="ltr"
        preserveAspectRatio="xMidYMid meet"
      >
        <line x1={0} x2={WIDTH} y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="plot-axis" />
        {bars.map(({ label, values }, index) => (
          <g
            key={label}
            className="plot-group"
            transform={`translate(${index * place + gap / 2} 0)`}
          >
            {values.map((value, one) => {
              // Something is never drawn as nothing.
              const height = value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT);
              return (
                <g key={series[one]}>
                  <rect
                    className="plot-bar"
                    data-series={one}
                    x={one * each}
                    y={TOP + HEIGHT - height}
                    width={each - 1}
                    height={height}
                    rx={1.5}
                  />
                  {value > 0 && (
                    <text
                      className="plot-value"
                      x={one * each + each / 2}
                      y={TOP + HEIGHT - height - 4}
                    >
                      {short(value)}
                    </text>
                  )}
                </g>
              );
            })}
            <text className="plot-label" x={(place - gap) / 2} y={TOP + HEIGHT + 14}>
              {label}
            </text>
          </g>
        ))}
      </svg>
      <details className="plot-table">
        <summary>{text("plot.table")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{axis}</th>
              {series.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, name = label, values }) => (
              <tr key={label}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={series[index]}>{format(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** `1.2k`: a bar is narrow. The table has the whole number. */
function short(value: number): string {
  if (value < 1_000) return String(value);
  return value < 1_000_000
    ? `${(value / 1_000).toFixed(value < 10_000 ? 1 : 0)}k`
    : `${(value / 1_000_000).toFixed(1)}m`;
}
