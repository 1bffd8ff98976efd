/** The mark of Siyu: a ring of people, open towards the brand. */

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2a10 10 0 1 0 10 10h-4a6 6 0 1 1-6-6Z" fill="var(--primary)" />
      <circle cx="18.5" cy="5.5" r="3" fill="var(--accent)" />
    </svg>
  );
}
