/** The product's mark: a curve that falls, then climbs. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" fill="none" strokeWidth="2.6" strokeLinecap="round" aria-hidden="true">
      <path d="M3 6c3.200 0 4 12 8 12" stroke="var(--uk-s1)" />
      <path d="M11 18c3.600 0 4.500-9 10-9.500" stroke="var(--uk-s2)" />
    </svg>
  );
}
