const commonFirstWords =
  /^(A|An|The|One|Two|Pages|Files|Events|Outbox|Sign-in|Server-rendered|Deploys|Logs|Memory|Full-text|Queue|Scheduler|Accounts|Certificates|Prepared|In-memory|In|Installed|Durable|Native)\b/;

/** A name inside a sentence: `The company’s directory` becomes `the company’s directory`, `React` stays. */
export function inSentence(name: string): string {
  return commonFirstWords.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
