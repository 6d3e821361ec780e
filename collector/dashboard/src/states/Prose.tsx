/** A sentence of the collector, with what it puts between backticks set as code. */
export function Prose({ text }: { text: string }) {
  return text
    .split('`')
    .map((part, index, parts) =>
      index % 2 === 1 && index < parts.length - 1 ? <code key={index}>{part}</code> : part,
    );
}
