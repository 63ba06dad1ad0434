export const wordmarkClass = 'inline-flex items-center gap-2 rounded font-semibold tracking-tight';

/** Two wheels on one frame: the row and Stripe, going the same way. */
export function WordmarkDrawing() {
  return (
    <>
      <svg
        viewBox="0 0 28 16"
        width="28"
        height="16"
        aria-hidden
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
      >
        <circle cx="7" cy="9" r="5" className="text-accent-text" stroke="currentColor" />
        <circle cx="21" cy="9" r="5" />
        <path d="M12 9h4" className="text-ink-faint" stroke="currentColor" />
      </svg>
      Tandem
    </>
  );
}
