/**
 * The command that answers what the panel shows. The key is named, not written: what is copied here gets pasted into
 * chats and tickets.
 */
export function curlLine(origin: string, accountId: string, asOf: string): string {
  // encodeURIComponent leaves the apostrophe alone, and it would end the shell's quotes.
  const id = encodeURIComponent(accountId).replaceAll("'", '%27');
  const url = `${origin}/v1/accounts/${id}/adoption-score?as_of=${asOf}`;
  return `curl -H "Authorization: Bearer $CSTELEMETRY_KEY" '${url}'`;
}
