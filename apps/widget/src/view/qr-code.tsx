import { useMemo } from "react";
import { encode } from "uqr";

/** A QR code as one path. Nothing where the text is too long for one. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => drawn(text), [text]);
  if (!code) return null;
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${code.size} ${code.size}`}>
      <path d={code.path} />
    </svg>
  );
}

const QUIET_ZONE = 4;

function drawn(text: string): { size: number; path: string } | null {
  try {
    const { data, size } = encode(text, { ecc: "L", border: QUIET_ZONE });
    const path = data
      .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
      .join("");
    return { size, path };
  } catch {
    return null;
  }
}
