import * as z from 'zod';
import type { Snapshot } from './snapshot.ts';

/**
 * Messages from the sidebar to the host. They name things by ids that the host issued; none carries a path, an address
 * or a command (security rules 13 and 14). Whatever does not parse is refused and logged.
 */
const id = z.string().regex(/^[A-Za-z0-9._-]{1,80}$/);

const answerValue = z.union([z.string().max(2000), z.array(id).max(40), z.number().refine((value) => Number.isFinite(value))]);

/** Answers tried out together: one, or the two of a flip point that needs both. `null` is the question as it stands. */
const triedAnswers = z
  .array(z.strictObject({ question: id, value: answerValue.nullable() }))
  .min(1)
  .max(2);

export const sidebarMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('answer'), question: id, value: answerValue }),
  z.strictObject({ type: z.literal('dont-know'), question: id }),
  z.strictObject({ type: z.literal('skip'), question: id }),
  z.strictObject({ type: z.literal('back') }),
  z.strictObject({ type: z.literal('edit'), question: id }),
  z.strictObject({ type: z.literal('open-trial'), changes: triedAnswers }),
  z.strictObject({ type: z.literal('try'), changes: triedAnswers }),
  z.strictObject({ type: z.literal('keep-trial') }),
  z.strictObject({ type: z.literal('close-trial') }),
  z.strictObject({
    type: z.literal('set-assumption'),
    assumption: id,
    value: z
      .number()
      .refine((value) => Number.isFinite(value))
      .nullable(),
  }),
  z.strictObject({ type: z.literal('go-on') }),
  z.strictObject({ type: z.literal('set-depth'), depth: z.enum(['quick', 'standard', 'deep']) }),
  z.strictObject({ type: z.literal('start-over') }),
  z.strictObject({ type: z.literal('load-example'), example: id }),
  z.strictObject({ type: z.literal('leave-example') }),
  z.strictObject({ type: z.literal('propose') }),
  z.strictObject({ type: z.literal('review') }),
  z.strictObject({ type: z.literal('accept') }),
  z.strictObject({ type: z.literal('discard') }),
  z.strictObject({ type: z.literal('preview') }),
  z.strictObject({ type: z.literal('open-document') }),
  z.strictObject({ type: z.literal('rescan') }),
  z.strictObject({ type: z.literal('cancel-scan') }),
  z.strictObject({ type: z.literal('open-folder') }),
  z.strictObject({ type: z.literal('choose-folder'), index: z.int().min(0).max(1000) }),
  z.strictObject({ type: z.literal('open-evidence'), evidence: id }),
  z.strictObject({ type: z.literal('explain'), decision: z.string().regex(/^AD-\d{3,4}$/) }),
  z.strictObject({ type: z.literal('close-explanation') }),
  z.strictObject({
    type: z.literal('notice'),
    notice: id,
    action: z.enum([
      'dismiss',
      'rescan',
      'use-record',
      'keep-draft',
      'keep-files',
      'confirm-record',
      'start-over',
      'open-document',
      'show-log',
    ]),
  }),
]);

export type SidebarMessage = z.infer<typeof sidebarMessageSchema>;

/** Largest message that is looked at, in characters of its JSON. */
export const maximumMessageLength = 20_000;

/**
 * Parses one message from the sidebar. Returns undefined for anything that is not exactly a message: wrong type,
 * extra keys, too large, cyclic.
 */
export function parseSidebarMessage(raw: unknown): SidebarMessage | undefined {
  let length: number;
  try {
    length = JSON.stringify(raw)?.length ?? Number.POSITIVE_INFINITY;
  } catch {
    return undefined;
  }
  if (length > maximumMessageLength) {
    return undefined;
  }
  const result = sidebarMessageSchema.safeParse(raw);
  return result.success ? result.data : undefined;
}

/** Messages from the host to the sidebar. */
export type HostMessage = { readonly type: 'snapshot'; readonly snapshot: Snapshot };
