import { behaviourTests } from '../../support/behaviour-tests.ts';

behaviourTests('single-writes');
