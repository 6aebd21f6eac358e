import { layerTests } from '../support/layer-tests.ts';
import { onHapi } from './seeded.ts';

onHapi(layerTests, { kinds: ['R5'] });
