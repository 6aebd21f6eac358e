import { behaviourTests } from '../../support/behaviour-tests.ts';

behaviourTests('azure');
