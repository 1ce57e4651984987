import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

/** What does not fit before the first date. */
export const timeRules: readonly ContradictionRule[] = [
  {
    id: 'weeks-for-a-replacement',
    serious: 2,
    when: all(is('starting-point', 'replace'), most('deadline', 6)),
    sentence:
      'Replacing what runs in {deadline} leaves no time to run old and new side by side: what is the smallest part that must be new by then?',
    example: { answers: { 'starting-point': 'replace', deadline: 4 } },
    innocent: { answers: { 'starting-point': 'replace', deadline: 26 } },
  },
  {
    id: 'replaced-without-a-pause',
    serious: 2,
    when: all(is('starting-point', 'replace'), is('cutover', 'nothing'), any(most('deadline', 12), most('team-size', 2))),
    sentence:
      'It is replaced without standing still for a minute, so old and new run side by side and pass data both ways[; with {team-size} that is half of the work][; in {deadline} there is time for one of them]. Would one night do?',
    example: { answers: { 'starting-point': 'replace', cutover: 'nothing', deadline: 12 } },
    innocent: { answers: { 'starting-point': 'replace', cutover: 'weekend', deadline: 12 } },
  },
  {
    id: 'no-pause-by-hand',
    serious: 2,
    when: all(is('cutover', 'nothing'), is('operations', 'by-hand')),
    sentence:
      'It may not stand still while you change over, and changes are put in place by hand: a hand needs a pause. Does releasing become automatic first, or would a night do?',
    example: { answers: { cutover: 'nothing', operations: 'by-hand' } },
    innocent: { answers: { cutover: 'night', operations: 'by-hand' } },
  },
  {
    id: 'nothing-hurts-and-replaced',
    serious: 2,
    when: all(is('starting-point', 'replace'), is('pains', 'none')),
    sentence:
      'Nothing much hurts in what runs today, and it is to be replaced: what would be better afterwards? If nothing comes to mind, evolving it is cheaper.',
    example: { answers: { 'starting-point': 'replace', pains: ['none'] } },
    innocent: { answers: { 'starting-point': 'evolve', pains: ['none'] } },
  },
  {
    id: 'a-certificate-in-weeks',
    serious: 2,
    when: all(is('compliance', 'certificate'), most('deadline', 8)),
    sentence:
      'A certificate takes three months of records at the least, and the first version is due in {deadline}: may it start without the certificate, with the records kept from day one?',
    example: { answers: { compliance: ['certificate'], deadline: 6 } },
    innocent: { answers: { compliance: ['certificate'], deadline: 26 } },
  },
  {
    id: 'a-law-in-a-month',
    serious: 3,
    when: all(most('deadline', 6), any(is('disqualifiers', 'regulated'), is('compliance', 'health', 'finance', 'cards', 'public-sector'))),
    sentence:
      'A law or an auditor looks at it, and it is due in {deadline}: the questions of an auditor alone take weeks to answer. Which part can start outside of their reach?',
    example: { answers: { deadline: 4, compliance: ['finance'] } },
    innocent: { answers: { deadline: 20, compliance: ['finance'] } },
  },
  {
    id: 'parts-alone-in-a-month',
    serious: 2,
    when: all(most('deadline', 8), is('alone', 'release')),
    sentence:
      'A part must be released alone, and the first version is due in {deadline}: a second pipeline and a stable interface cost about two of them. May the first version be one piece with a clear border?',
    example: { answers: { deadline: 4, alone: ['release', 'fail'] } },
    innocent: { answers: { deadline: 26, alone: ['release', 'fail'] } },
  },
  {
    id: 'two-regions-in-a-quarter',
    serious: 2,
    when: all(most('deadline', 12), is('regions', 'writers-everywhere')),
    sentence:
      'Writing in several regions at once is due in {deadline}: sorting out two changes to the same record takes longer than that to get right. May the first version write in one place?',
    example: { answers: { deadline: 8, regions: 'writers-everywhere' } },
    innocent: { answers: { deadline: 40, regions: 'writers-everywhere' } },
  },
  {
    id: 'two-old-systems-in-a-month',
    serious: 2,
    when: most('deadline', 4),
    measures: [{ count: 'legacy', atLeast: 2 }],
    sentence:
      'It has to live with {legacy}, and the first version is due in {deadline}: finding out how one of them really behaves takes about two weeks. Which of them can wait?',
    example: { answers: { deadline: 4, legacy: ['database', 'erp'] } },
    innocent: { answers: { deadline: 12, legacy: ['database', 'erp'] } },
  },
  {
    id: 'three-old-systems-in-two-months',
    serious: 2,
    when: all(most('deadline', 8), least('deadline', 4.5)),
    measures: [{ count: 'legacy', atLeast: 3 }],
    sentence:
      'It has to live with {legacy}, and the first version is due in {deadline}, about two weeks for each with nothing left for the product: which of them can wait?',
    example: { answers: { deadline: 8, legacy: ['database', 'erp', 'files'] } },
    innocent: { answers: { deadline: 26, legacy: ['database', 'erp', 'files'] } },
  },
  {
    id: 'ten-partners-in-a-month',
    serious: 2,
    when: all(most('deadline', 6), least('external-apis', 10), no(least('team-size', 16))),
    sentence:
      '{external-apis} in {deadline}: getting access to one of them takes a week on average, most of it waiting. Which three carry the first version?',
    example: { answers: { deadline: 4, 'external-apis': 12 } },
    innocent: { answers: { deadline: 4, 'external-apis': 3 } },
  },
  {
    id: 'own-models-in-a-month',
    serious: 2,
    when: all(most('deadline', 6), is('ai-use', 'own-models')),
    sentence:
      'Models of your own, and the first version is due in {deadline}: collecting and checking examples takes longer than that. Would a provider’s model do for the start?',
    example: { answers: { deadline: 4, 'ai-use': 'own-models' } },
    innocent: { answers: { deadline: 4, 'ai-use': 'provider' } },
  },
  {
    id: 'offline-in-a-month',
    serious: 2,
    when: all(most('deadline', 4), is('needs', 'offline')),
    sentence:
      'Work without a connection is due in {deadline}: what happens when two people changed the same thing offline has to be settled record by record. May the first version only read offline?',
    example: { answers: { deadline: 4, needs: ['offline', 'mobile'] } },
    innocent: { answers: { deadline: 16, needs: ['offline', 'mobile'] } },
  },
  {
    id: 'an-app-in-two-weeks',
    serious: 1,
    when: all(most('deadline', 2), is('needs', 'mobile')),
    sentence:
      'A mobile app is due in {deadline}, and a first review by the app stores alone can take one of them: would a web page on the phone do for the start?',
    example: { answers: { deadline: 2, needs: ['mobile'] } },
    innocent: { answers: { deadline: 8, needs: ['mobile'] } },
  },
  {
    id: 'five-needs-in-a-month',
    serious: 1,
    when: all(most('deadline', 4), no(least('team-size', 7))),
    measures: [{ count: 'needs', atLeast: 5 }],
    sentence:
      'In {deadline} it needs all of these: {needs}. Each is a part that somebody builds and keeps alive: which two does the first user miss?',
    example: { answers: { deadline: 4, needs: ['offline', 'mobile', 'public-api', 'full-text-search', 'files'] } },
    innocent: { answers: { deadline: 4, needs: ['mobile', 'files'] } },
  },
  {
    id: 'over-before-it-starts',
    serious: 1,
    when: least('deadline', 20),
    measures: [{ of: 'deadline', per: 'horizon', atLeast: 40 }],
    sentence:
      'The answer should hold for {horizon}, and the first version is in use after {deadline}: most of the time is over before anybody uses it. Is the horizon longer, or the first version smaller?',
    example: { answers: { horizon: 1, deadline: 52 } },
    innocent: { answers: { horizon: 1, deadline: 16 } },
  },
  {
    id: 'all-of-it-built-in-a-month',
    serious: 2,
    when: all(is('buyable', 'nothing'), most('deadline', 4), most('team-size', 2), no(is('domain-borders', 'one'))),
    sentence:
      'Nothing of it may be bought, and {team-size} have {deadline}: sign-in, mail and payments alone take that long to build. Which of these makes you different?',
    example: { answers: { buyable: 'nothing', deadline: 4, 'team-size': 2 } },
    innocent: { answers: { buyable: 'parts', deadline: 4, 'team-size': 2 } },
  },
  {
    id: 'replaced-for-a-year',
    serious: 1,
    when: all(is('starting-point', 'replace'), most('horizon', 1)),
    sentence:
      'What runs is replaced, and the answer should hold for {horizon}: a replacement pays for itself in about two. Is the horizon longer, or would mending the worst part do?',
    example: { answers: { 'starting-point': 'replace', horizon: 1 } },
    innocent: { answers: { 'starting-point': 'replace', horizon: 3 } },
  },
];
