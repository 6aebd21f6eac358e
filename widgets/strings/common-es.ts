/** Spanish of `common.ts`. @module */
import type { Common } from './common.ts';

export const commonEs: Common = {
  language: 'es',
  tryAgain: 'Intentar de nuevo',
  cantTell: 'No se puede saber en este momento',
  noGroup: 'Aquí no se ha elegido ningún grupo.',
  noConnection: 'Esta parte de la página no está conectada con el expediente.',
  loading: 'Cargando',
  failures: {
    offline: 'No se puede llegar al expediente en este momento.',
    timeout: 'El expediente tarda demasiado en responder.',
    'not-authorized': 'Su sesión terminó. Entre otra vez e intente de nuevo.',
    'not-allowed': 'Su cuenta no puede hacer esto.',
    'not-found': 'Esto ya no está en el expediente.',
    conflict: 'Otra persona cambió esto al mismo tiempo.',
    rejected: 'El expediente no aceptó esto.',
    partial: 'El expediente tiene una parte de esto y no aceptó el resto.',
    unreadable: 'El expediente mandó algo que no podemos leer.',
    invalid: 'Algo en esta página todavía no está bien.',
    unsupported: 'Este sistema no puede guardar esto.',
    'would-reveal': 'Se detuvo: esto habría mostrado datos de otra persona.',
    'foreign-origin': 'Se detuvo: el expediente señaló a otro sistema.',
  },
};
