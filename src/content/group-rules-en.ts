/** The five group rules in English, our own words, grade 6 or below. Clause ids are stable: responses use them. @module */
import type { MemberDocument } from './document.ts';
import { rulesEn } from './versions.ts';

export const groupRulesEn: MemberDocument = {
  ...rulesEn,
  language: 'en',
  title: 'Group rules',
  intro:
    'This form says what we ask of everyone in group. Take your time. You can ask about any part. For each one you can say yes, no, or I want to talk about this.',
  rules: [
    {
      id: 'confidentiality',
      title: 'Privacy',
      clauses: [
        {
          id: 'private',
          short: 'keeping what is said private',
          kind: 'choice',
          text: 'Keep what you hear in group private. You can tell people close to you about your own time here. Please do not share names or details about anyone else.',
        },
        {
          id: 'limits',
          short: 'what leaders keep private',
          kind: 'information',
          text: 'Leaders keep what you say private too. Sometimes the law says we must tell someone. This can happen if you or another person may get hurt, or if a child is being harmed. Each member promises to keep things private. We cannot be sure that every person will keep that promise.',
        },
      ],
    },
    {
      id: 'attendance',
      title: 'Coming to group',
      clauses: [
        {
          id: 'come',
          short: 'coming to each session',
          kind: 'choice',
          text: 'Come to each session if you can. Group works best when people are there.',
        },
        {
          id: 'on-time',
          short: 'coming on time',
          kind: 'choice',
          text: 'Please come on time. We start on time so no one has to wait.',
        },
        {
          id: 'tell-us',
          short: 'telling us ahead',
          kind: 'choice',
          text: 'If you cannot come, tell us before group starts. Call us or leave a message. We will tell the group you will not be there. We will not say why.',
        },
        {
          id: 'plan',
          short: 'telling the group before a long time away',
          kind: 'choice',
          text: 'If you will be away for a while, tell the group ahead of time. Then we can plan for it.',
        },
      ],
    },
    {
      id: 'commitment',
      title: 'Giving it time',
      clauses: [
        {
          id: 'talk-about-stay',
          short: 'talking about how long to stay',
          kind: 'choice',
          text: 'Will you talk with your leader about how long you plan to stay? Group takes time to help. Many people feel let down or unsure after the first few sessions. This is common. It helps to say so in group.',
        },
        {
          id: 'leaving',
          short: 'leaving at any time',
          kind: 'information',
          text: 'You can leave group at any time. If you think about leaving, please talk about it in group first.',
        },
      ],
    },
    {
      id: 'alcohol-drugs',
      title: 'Alcohol and drugs',
      clauses: [
        {
          id: 'sober',
          short: 'no alcohol or drugs before group',
          kind: 'choice',
          text: 'Please do not come to group after drinking or using drugs. Keep taking medicine the way your prescriber told you. We are not judging you. If you are not able to take part that day, the leader may ask you to leave that session.',
        },
      ],
    },
    {
      id: 'outside-contact',
      title: 'Contact outside group',
      clauses: [
        {
          id: 'avoid',
          short: 'avoiding contact outside group',
          kind: 'choice',
          text: 'We ask members not to meet, call, or message each other outside of group. Group is a place for treatment.',
        },
        {
          id: 'report',
          short: 'bringing up contact if it happens',
          kind: 'choice',
          text: 'If contact happens, bring it up in group. We will not ask you to write down who it was.',
        },
      ],
    },
  ],
  clauses: [
    {
      id: 'name',
      short: 'the name you use here',
      kind: 'information',
      text: 'You choose the name people call you here. You do not have to share your last name, your home, or your job.',
    },
    {
      id: 'pace',
      short: 'your own pace',
      kind: 'information',
      text: 'You decide how much to share and when.',
    },
    {
      id: 'video',
      short: 'a private place for video',
      kind: 'choice',
      video: true,
      text: 'Join from a private place. Use headphones if you can. Do not record or take pictures. Do not let other people listen.',
    },
  ],
  statements: {
    sign: 'I read this, or someone read it to me. I could ask questions. I agree to each rule I marked yes. I can change my mind later by telling the clinic.',
    electronic: 'I agree to sign on this screen. I know I can use paper if I want. I can get a free copy.',
    help: 'You can stop and come back. You can ask a person. No one checks this form right away. If you need help now, call or text 988. If you are in danger, call 911.',
  },
  review: 'original',
};
