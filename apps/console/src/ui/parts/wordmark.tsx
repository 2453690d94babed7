import type { ReactNode } from "react";

export function Wordmark(): ReactNode {
  return (
    <span className="wordmark">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <path
          d="M4 6a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-3.500L7 16v-3H6a2 2 0 0 1-2-2z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
        <path d="M12 4v9" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      Aside
    </span>
  );
}
