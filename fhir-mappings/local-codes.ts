/** The codes of our own system with what they mean; the published CodeSystem is made from this list. @module */

export interface LocalCode {
  code: string;
  display: string;
  definition: string;
}

const table = (entries: Record<string, readonly [display: string, definition: string]>): LocalCode[] =>
  Object.entries(entries).map(([code, [display, definition]]) => ({ code, display, definition }));

/** What a resource is: types, categories, scopes and Observation codes. */
export const kindCodes = table({
  'group-membership': ['Group membership', 'One episode of one member in one therapy group'],
  'group-agreement': [
    'Agreement to group rules',
    'Scope of a Consent that agrees to the rules of a group; it is not consent to treatment',
  ],
  'group-rules': ['Group rules', 'Category: the agreement to the five group rules'],
  'group-participation': ['Taking part in group', 'Category: the consent to take part in a group'],
  'group-paperwork': ['Group paperwork', 'Category: a signed copy or scan'],
  'session-attendance': ['Attendance at a session', 'What happened for one member at one session'],
  'commitment-talk': ['Talk about commitment', 'Leader and member talked about how long to stay'],
  'talked-about': ['Talked about', 'What the Observation derives from was talked about'],
  'followed-up': ['Followed up', 'A reason for attention was followed up'],
  'absence-notice': ['Absence notice', 'The member told the clinic ahead of a session'],
  'planned-absence': ['Planned absence', 'The member will be away from one day to another'],
  'outside-contact-reported': [
    'Contact outside group reported',
    'The member reported a contact outside group; who it was with is not collected',
  ],
  'thinking-of-leaving': ['Thinking of leaving', 'The member thinks about leaving the group'],
  'leader-decision': ['Leader’s decision', 'What the leader decided about answers or sessions'],
  'asked-to-leave': [
    'Asked to leave this session',
    'The leader asked the member to leave this session; no cause is collected',
  ],
  'signed-copy-problem': ['Problem with the signed copy', 'A paper form has a fault that intake must mend'],
  'group-preparation-status': [
    'Preparation status',
    'Administrative snapshot of preparation; not a clinical assessment',
  ],
});

/** The nine outcomes that are recorded (design 5). */
export const outcomeCodes = table({
  present: ['Present', 'Took part, on time'],
  'present-late': ['Present, late', 'Took part and came after the grace'],
  'present-arrival-unknown': ['Present, arrival unknown', 'Took part; when they came was not observed'],
  'absent-with-notice': ['Absent, told us ahead', 'Away; word was received before the start'],
  'absent-without-notice': ['Absent, no word', 'Away; no word before the start'],
  'absent-notice-unknown': ['Absent, notice unknown', 'Away; whether they told us is not known'],
  'turned-away': ['Came, could not join', 'Came too late or was asked not to join'],
  'session-cancelled': ['Session not held', 'The clinic did not hold the session'],
  'excused-by-clinic': ['Excused by the clinic', 'On hold, or asked by the clinic to come another time'],
});

/** Answers to clauses and questions of the documents. */
export const answerCodesDefined = table({
  yes: ['Yes', 'Agrees to the clause'],
  no: ['No', 'Does not agree to the clause'],
  talk: ['Wants to talk about this', 'Wants to talk about it first'],
  read: ['Read', 'Read the information, or had it read'],
  'no-questions': ['No questions', 'The member had no questions'],
  'has-questions': ['Has questions', 'The member has questions'],
  phone: ['Phone', 'By phone'],
  text: ['Text message', 'By text message'],
  email: ['Email', 'By email'],
  portal: ['Patient portal', 'Through the patient portal'],
  message: ['Message', 'By a message that was left'],
  'in-person': ['In person', 'In person'],
});

/** Components of Observations. */
export const componentCodes = table({
  'scheduled-start': ['Scheduled start', 'Start of the session it is about, whatever was observed'],
  'minutes-late': ['Minutes late', 'Whole minutes, rounded up, after the later of scheduled and actual start'],
  departure: ['Departure', 'How the member left'],
  'expected-length': ['Expected length of stay', 'Weeks or sessions that were talked over'],
  clause: ['Clause', 'Id of the clause it is about'],
  reason: ['Reason', 'Code of the reason it is about'],
  'notice-channel': ['Channel', 'How the word came'],
  'notice-reached': ['Reached', 'Talked with somebody, or left word'],
  'notice-from': ['From', 'Whose word it was: the member’s own, or somebody else’s'],
  away: ['Away', 'First and last day away'],
  'way-home-offered': ['Way home offered', 'A safe way home was offered'],
  outcome: ['Outcome', 'What came of a thought of leaving'],
  'last-session': ['Last session', 'Day of the last session of a member who leaves'],
  problem: ['Problem', 'What is wrong with the paper form'],
});

/** Values of components and extensions. */
export const valueCodes = table({
  'left-early': ['Left early', 'Left before the end'],
  talked: ['Talked', 'Talked with somebody of the clinic'],
  'left-word': ['Left word', 'Left a message'],
  member: ['Member', 'The member’s own word'],
  'somebody-else': ['Somebody else', 'Told by somebody else; who is not kept'],
  exception: ['Start with exception', 'The leader accepts the open clauses, or the sessions named'],
  'sign-again': ['Sign again', 'The member will sign again'],
  'not-this-group': ['Not this group', 'The member does not join this group'],
  stays: ['Stays', 'The member stays in the group'],
  leaves: ['Leaves', 'The member leaves after a last session'],
  'missing-page': ['Page missing', 'A page is missing'],
  'missing-date': ['Date missing', 'The date is missing'],
  unreadable: ['Unreadable', 'The form cannot be read'],
  'wrong-person': ['Wrong person', 'The form is another person’s'],
  'two-identifiers': ['Two identifiers checked', 'Staff checked two identifiers of the signer'],
  'portal-login': ['Signed in to the portal', 'The signer was known by their login'],
  'known-to-staff': ['Known to staff', 'Staff know the signer'],
  printed: ['Printed', 'A printed copy was given'],
  declined: ['Declined', 'No copy was wanted'],
  typing: ['Typed', 'The signer typed their name'],
  button: ['Button', 'The signer pressed a button beside their name'],
  drawing: ['Drawn', 'The signer drew their signature on the screen'],
  paper: ['On paper', 'The signer signed by hand on paper; a scan shows it'],
  assent: ['Assent', 'A minor assents beside the guardian who signs'],
  ready: ['Preparation complete', 'All required criteria are met'],
  'in-progress': ['Preparation under way', 'Some criteria are met'],
  'not-started': ['Preparation not started', 'No evidence yet'],
  lapsed: ['Agreement no longer in force', 'A signed document was in force and is not now'],
  'not-applicable': ['Not currently in this group', 'No membership, on hold, or ended'],
  unknown: ['Can’t tell', 'What decides it could not be read'],
  met: ['Met', 'The criterion is met'],
  'not-met': ['Not met', 'The criterion is not met'],
  'not-required': ['Not required', 'The criterion does not apply'],
});

/** Why somebody else signs, why a consent ended, why a record was changed: values of the type `code`. */
export const basisCodes = table({
  parent: ['Parent', 'A parent signs for a minor'],
  'court-order': ['Court order', 'Somebody signs whom a court named'],
  'health-care-proxy': ['Health care proxy', 'Somebody signs whom the member named for health care'],
  'minors-own-consent': ['Minor’s own consent', 'A minor signs alone, where the law lets them'],
  other: ['Other', 'Somebody signs on another basis'],
  withdrawn: ['Withdrawn', 'The signer took it back'],
  replaced: ['Replaced', 'A newer record, such as a newer signing, took its place'],
  'guardian-ended': ['Guardian’s authority ended', 'Who signed no longer signs for the member'],
  correction: ['Correction', 'What was recorded was wrong, or was not all that is known'],
  undo: ['Undone', 'Taken back soon after it was recorded'],
  'wrong-member': ['Wrong member', 'It was recorded of another member than the one it is true of'],
  rescheduled: ['Rescheduled', 'The session was moved to another time'],
});

/** Criteria of preparation: components of its snapshot, and in part clauses too. */
export const criterionCodes = table({
  introduction: ['Introduction', 'Criterion R1: introduction given'],
  questions: ['Questions', 'Criterion R2: chance to ask'],
  agreement: ['Agreement', 'Criterion R3: rules agreement in force'],
  commitment: ['Commitment', 'Criterion R4: commitment talked over'],
  contact: ['Contact', 'Criterion R5: knows how to tell us'],
  'display-name': ['Display name', 'Criterion R6: name chosen for the group'],
  signer: ['Signer', 'Criterion R7: the signer has authority'],
  communication: ['Communication', 'Criterion R8: communication need met'],
  video: ['Video', 'Criterion R9, the clause about a private place, and the way an interpreter took part'],
  participation: ['Taking part', 'Criterion R10: consent to take part in force'],
});

/** Reasons to follow up, and the prompt. `signed-copy-problem` is a note of its own too: see above. */
export const reasonCodesDefined = table({
  'attended-without-agreement': [
    'Attended without agreement',
    'Attended a session without an agreement and consent in force, and no leader’s decision names it',
  ],
  'rule-declined': ['Said no to a rule', 'Answered no to a clause, and the leader has not decided about it'],
  'wants-to-talk': ['Wants to talk', 'Marked something to talk about, and it has not been talked about'],
  'new-version-due': ['New version due', 'A new version of a document is to be signed'],
  'expiring-soon': ['Ends soon', 'A signed document will soon be no longer in force'],
  'signer-changes-soon': ['Signer changes soon', 'The member will soon sign for themselves'],
  'signer-changed': ['Signer changed', 'The member signs for themselves now'],
  'two-unannounced': ['Two absences, no word', 'Of the last sessions several were missed without word ahead'],
  'two-in-a-row': ['Two absences in a row', 'Several sessions in a row were missed that no planned absence covers'],
  'not-back-yet': ['Not back yet', 'Absent at the first recorded session after a planned absence'],
  'planned-absence-undiscussed': [
    'Planned absence not talked about',
    'A planned absence has not been talked about in group',
  ],
  'contact-undiscussed': [
    'Contact outside group not talked about',
    'A contact outside group has not been talked about in group',
  ],
  'leaving-undiscussed': [
    'Thought of leaving not talked about',
    'A thought of leaving has not been talked about in group',
  ],
  'late-start-of-preparation': [
    'Late start of preparation',
    'The first session is near, and a required criterion is not met',
  ],
  'early-phase': ['Early phase', 'Prompt: the member has been to few sessions so far'],
  'no-word': ['No word', 'Follow-up call: the member was away from the last session, and no word came'],
});

/** All but the ids of the documents that ship, which the published code system takes from them; no code twice. */
export const localCodes: readonly LocalCode[] = [
  ...kindCodes,
  ...outcomeCodes,
  ...answerCodesDefined,
  ...componentCodes,
  ...valueCodes,
  ...basisCodes,
  ...criterionCodes,
  ...reasonCodesDefined,
];
