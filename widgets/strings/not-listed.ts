/** English words for who is in the room and not on the list: nothing about them is in anybody’s chart. @module */
export const notListed = {
  someoneElse: 'Somebody else is here',
  notListed:
    'Whoever is not on the list has nothing recorded here. Add them to the group first, or they start next time.',
  trainee: 'A trainee or a visitor is never on the list.',
};
