/** Words around the screen that a member signs on: drawing, an empty room, reading aloud, a code to scan. @module */

export interface DeviceWords {
  /** The field to draw in. */
  draw: string;
  clear: string;
  drawMore: string;
  /** The browser gives no picture of what was drawn. */
  cannotDraw: string;
  read: string;
  stopReading: string;
  idle: { title: string; text: string; stay: string; cleared: string };
  /** Name of the code that another device scans. Staff read it. */
  code: string;
}

const en: DeviceWords = {
  draw: 'Draw your name or any mark here',
  clear: 'Clear',
  drawMore: 'Draw a bit more. Or sign another way.',
  cannotDraw: 'This screen can’t keep a drawing. Please sign another way.',
  read: 'Read it to me',
  stopReading: 'Stop reading',
  idle: {
    title: 'Are you still here?',
    text: 'We will clear this screen soon. It keeps your answers private. To stay, touch the screen or press any key.',
    stay: 'I’m still here',
    cleared: 'We cleared the screen to keep the answers private. You can start again.',
  },
  code: 'Code to scan. It opens the form on another device.',
};

const es: DeviceWords = {
  draw: 'Dibuje aquí su nombre o una marca',
  clear: 'Borrar',
  drawMore: 'Dibuje un poco más. O firme de otra forma.',
  cannotDraw: 'Esta pantalla no puede guardar un dibujo. Por favor, firme de otra forma.',
  read: 'Léamelo',
  stopReading: 'Dejar de leer',
  idle: {
    title: '¿Sigue aquí?',
    text: 'Pronto borraremos esta pantalla. Así sus respuestas quedan en privado. Para seguir, toque la pantalla o una tecla.',
    stay: 'Sigo aquí',
    cleared: 'Borramos la pantalla para guardar las respuestas en privado. Puede empezar de nuevo.',
  },
  code: 'Código para escanear. Abre el formulario en otro dispositivo.',
};

/** English where a language has no words of ours yet. */
export const deviceWords = (language: string): DeviceWords => (language.split('-')[0] === 'es' ? es : en);
