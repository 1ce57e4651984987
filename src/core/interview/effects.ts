/** A decision other than the style that an answer can turn. */
export type AffectedDecision = 'recovery' | 'store' | 'hosting' | 'identity' | 'technology' | 'roadmap' | 'cost' | 'document';

/** How strongly an answer turns another decision, 0 to 1, and what it decides there. */
export interface DeclaredEffect {
  readonly question: string;
  readonly decision: AffectedDecision;
  readonly weight: number;
  /** One sentence for *why I ask this now*. */
  readonly decides: string;
}

/**
 * How much a full effect on a decision counts beside a regret in the style's score. The style is the decision that is
 * dearest to change, so that a store or a recovery scheme counts for less. Our estimate, calibrated on the examples: a
 * question that turns a decision outright counts like a style regret of 0.02 to 0.04.
 */
export const decisionWeights: Readonly<Record<AffectedDecision, number>> = {
  recovery: 0.04,
  hosting: 0.04,
  roadmap: 0.032,
  store: 0.03,
  identity: 0.03,
  technology: 0.028,
  cost: 0.022,
  document: 0.018,
};

/**
 * What answers decide beside the style. Without it compliance, recovery objectives and the stack would never be worth
 * asking, because no style's score hangs on them.
 */
export const declaredEffects: readonly DeclaredEffect[] = [
  {
    question: 'starting-point',
    decision: 'roadmap',
    weight: 1,
    decides: 'It decides whether what is here stays, and with it the whole road from today to there.',
  },
  {
    question: 'purpose',
    decision: 'document',
    weight: 0.9,
    decides: 'It opens the document, so that a reader knows what all this is for.',
  },
  {
    question: 'success-measure',
    decision: 'document',
    weight: 0.8,
    decides: 'It becomes the measure of success in the document’s first table.',
  },
  {
    question: 'objectives',
    decision: 'roadmap',
    weight: 0.8,
    decides: 'It sets what the first release is for and which qualities weigh most.',
  },
  {
    question: 'users',
    decision: 'identity',
    weight: 0.8,
    decides: 'It decides who signs in and how: staff, customers and devices need different doors.',
  },
  {
    question: 'needs',
    decision: 'technology',
    weight: 1,
    decides: 'Each need adds a part (search, files, a mobile app); what nobody needs is left out.',
  },
  {
    question: 'release-contention',
    decision: 'technology',
    weight: 0.6,
    decides: 'It decides whether anything should be released separately at all.',
  },
  { question: 'who-waits', decision: 'technology', weight: 0.5, decides: 'It decides whether work goes through a queue.' },
  { question: 'work-trigger', decision: 'technology', weight: 0.5, decides: 'It decides what has to run besides the web application.' },
  { question: 'transactions', decision: 'store', weight: 0.7, decides: 'It decides how much has to share one database.' },
  { question: 'concurrent-users', decision: 'cost', weight: 1, decides: 'Every figure of capacity and cost starts from it.' },
  { question: 'machine-events', decision: 'store', weight: 0.9, decides: 'It decides whether an ordinary database can take the writes.' },
  {
    question: 'burstiness',
    decision: 'hosting',
    weight: 0.4,
    decides: 'It decides whether capacity stands by or is added when it is needed.',
  },
  { question: 'idle', decision: 'cost', weight: 0.6, decides: 'It decides whether paying by the call is cheaper than paying by the hour.' },
  { question: 'growth', decision: 'cost', weight: 0.5, decides: 'It decides for how long the first size is enough.' },
  {
    question: 'read-write',
    decision: 'store',
    weight: 0.5,
    decides: 'It decides whether copies and a cache help, or only a bigger database.',
  },
  { question: 'data-volume', decision: 'store', weight: 0.9, decides: 'It decides whether one ordinary database holds it all.' },
  { question: 'latency', decision: 'store', weight: 0.4, decides: 'It decides whether data has to stand in memory.' },
  {
    question: 'longest-task',
    decision: 'technology',
    weight: 0.5,
    decides: 'It decides where long work may run: functions are cut off after 15 minutes.',
  },
  { question: 'first-hour-down', decision: 'recovery', weight: 0.9, decides: 'It decides whether a second zone pays for itself.' },
  { question: 'availability', decision: 'recovery', weight: 0.6, decides: 'It decides how many copies stand by.' },
  { question: 'never', decision: 'recovery', weight: 0.7, decides: 'It decides on backups, keys against repeats and a trail of changes.' },
  {
    question: 'recovery-point',
    decision: 'recovery',
    weight: 1,
    decides: 'It decides between a nightly backup, point-in-time recovery and a live copy.',
  },
  { question: 'recovery-time', decision: 'recovery', weight: 0.7, decides: 'It decides whether something stands by or is built anew.' },
  { question: 'pains', decision: 'roadmap', weight: 0.7, decides: 'What hurts most is what the first step should mend.' },
  { question: 'horizon', decision: 'roadmap', weight: 0.3, decides: 'It decides how much of a move can still pay for itself.' },
  { question: 'buyable', decision: 'cost', weight: 0.8, decides: 'It decides which parts are bought and need no architecture of yours.' },
  { question: 'tenancy', decision: 'store', weight: 0.6, decides: 'It decides how customers’ data is kept apart.' },
  {
    question: 'night',
    decision: 'hosting',
    weight: 0.6,
    decides: 'It decides how much may be operated by you and how much is better rented.',
  },
  { question: 'disqualifiers', decision: 'hosting', weight: 1, decides: 'One of these can rule out half of what is on the table.' },
  {
    question: 'compliance',
    decision: 'identity',
    weight: 1,
    decides: 'It decides who may see what, what is recorded and where the data may lie.',
  },
  { question: 'hosting', decision: 'hosting', weight: 1, decides: 'It decides which services may be considered at all.' },
  { question: 'stack-preferred', decision: 'technology', weight: 1, decides: 'It decides language and framework.' },
  {
    question: 'stack-forbidden',
    decision: 'technology',
    weight: 0.8,
    decides: 'What is forbidden is not proposed, not even as an alternative.',
  },
  { question: 'legacy', decision: 'roadmap', weight: 0.8, decides: 'What exists and must stay sets the interfaces and the pace.' },
  {
    question: 'external-apis',
    decision: 'technology',
    weight: 0.6,
    decides: 'It decides whether calls to others get a place of their own.',
  },
  { question: 'partner-down', decision: 'technology', weight: 0.8, decides: 'It decides whether calls to partners go through an outbox.' },
  { question: 'team-size', decision: 'cost', weight: 1, decides: 'It decides how many parts you can keep alive.' },
  { question: 'skills', decision: 'technology', weight: 0.9, decides: 'What nobody here has run in production is not proposed lightly.' },
  { question: 'operations', decision: 'technology', weight: 0.6, decides: 'It decides what delivery needs before anything is split.' },
  { question: 'budget', decision: 'cost', weight: 1, decides: 'It decides how much may stand by for bad days.' },
  { question: 'operations-days', decision: 'hosting', weight: 0.5, decides: 'It decides between renting and running it yourselves.' },
  { question: 'deadline', decision: 'roadmap', weight: 1, decides: 'It decides what may be new in the first version.' },
  { question: 'worries', decision: 'document', weight: 0.9, decides: 'A worry you name gets an answer in the document.' },
  {
    question: 'important-action',
    decision: 'document',
    weight: 0.8,
    decides: 'It decides which action the walk-throughs of the document follow.',
  },
  {
    question: 'ai-use',
    decision: 'technology',
    weight: 0.8,
    decides: 'It decides whether calls to a model get a queue, a budget and a check of their own.',
  },
  { question: 'staleness', decision: 'store', weight: 0.6, decides: 'It decides whether reads may be copied and cached.' },
  { question: 'area-names', decision: 'document', weight: 0.9, decides: 'The modules then carry the names that your colleagues use.' },
  {
    question: 'background-share',
    decision: 'technology',
    weight: 0.5,
    decides: 'It decides between a worker beside the application and a system around a queue.',
  },
  {
    question: 'step-data',
    decision: 'technology',
    weight: 0.5,
    decides: 'It decides whether steps hand over messages or leave files in a store.',
  },
  {
    question: 'latency-target',
    decision: 'document',
    weight: 0.6,
    decides: 'It becomes the figure that is measured before the first release.',
  },
  {
    question: 'peak-length',
    decision: 'hosting',
    weight: 0.4,
    decides: 'It decides whether a queue carries the peak or more machines do.',
  },
  {
    question: 'regions',
    decision: 'hosting',
    weight: 0.9,
    decides: 'It decides between one region, copies at the edge and writing in two regions.',
  },
  {
    question: 'availability-hours',
    decision: 'recovery',
    weight: 0.5,
    decides: 'It decides whether nights are free for changes and repairs.',
  },
  { question: 'restore-tried', decision: 'recovery', weight: 0.6, decides: 'It decides whether the first step is a rehearsed restore.' },
  { question: 'outage-frequency', decision: 'roadmap', weight: 0.5, decides: 'It decides whether mending comes before building.' },
  { question: 'tenants', decision: 'store', weight: 0.5, decides: 'It decides whether customers can be looked after one by one.' },
  {
    question: 'tenant-isolation',
    decision: 'store',
    weight: 0.8,
    decides: 'It decides whether customers share tables, or get a database or an installation each.',
  },
  { question: 'operator', decision: 'hosting', weight: 0.8, decides: 'It decides who installs, updates and mends it.' },
  {
    question: 'residency-regions',
    decision: 'hosting',
    weight: 0.9,
    decides: 'It decides which regions, and with them which providers, are left.',
  },
  {
    question: 'personal-data',
    decision: 'identity',
    weight: 0.8,
    decides: 'It decides how strictly access is kept, recorded and encrypted.',
  },
  { question: 'partner-names', decision: 'document', weight: 0.6, decides: 'The diagrams then show these services by name.' },
  { question: 'partner-limit', decision: 'technology', weight: 0.6, decides: 'It decides how fast a queue to the partner may be emptied.' },
  { question: 'cutover', decision: 'roadmap', weight: 0.8, decides: 'It decides between one big move and old and new side by side.' },
];
