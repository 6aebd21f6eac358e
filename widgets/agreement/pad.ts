/**
 * A field to draw a signature in, by pen, finger or mouse. Only the picture leaves it: speed and pressure of the hand are
 * never kept. Loaded when somebody chooses to draw; typing and the button need nothing of it.
 * @module
 */
import SignaturePad, { type BasicPoint } from 'signature_pad';
import { cutTo, inkOf, pngWithin } from './picture.ts';

/** A field that listens until it is detached. */
export interface Pad {
  /** True once there is a mark: not for nothing, a dot, or the short line of a hand that slipped. */
  isMark(): boolean;
  /** Empties the field. */
  clear(): void;
  /**
   * The strokes in black on white with a margin around, as base64 of a PNG of 1 MiB at most. `undefined` without a mark,
   * and where the browser does not let pages read pictures back (some private modes give noise): sign another way then.
   */
  png(): string | undefined;
  /** Stops listening and forgets the strokes. */
  detach(): void;
}

/**
 * What is no mark yet, in CSS pixels. A tap wanders by less than 10; initials, a cross or a straight line of a person who
 * signs so pass easily: the smallest line that counts is about as long as a fingertip is wide.
 */
const least = { length: 40, side: 20 };
const margin = 16;
/** From the points to the edge of the line, at most. */
const halfLine = 4;
const longEdge = 1200;
const mebibyte = 1024 * 1024;
const ink = '#000';

/**
 * Makes a canvas the field. Its size comes from CSS (`deviceStyles`, class `paper`), and its border must be around it, not
 * on it: strokes are counted from the outer edge. The drawing stays through changes of size and of screen.
 */
export function attachPad(canvas: HTMLCanvasElement, { onChange }: { onChange: () => void }): Pad {
  const pad = new SignaturePad(canvas, { penColor: ink });
  /** What the strokes were scaled by to fit a field that became smaller. */
  let shrunk = 1;

  const fit = (): void => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = Math.max(globalThis.devicePixelRatio, 1);
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (!across || !down || (canvas.width === across && canvas.height === down)) return;
    Object.assign(canvas, { width: across, height: down });
    canvas.getContext('2d')?.scale(ratio, ratio);
    const points = pointsOf(pad);
    const { right, bottom } = boxOf(points);
    const factor = Math.min(1, width / (right + halfLine), height / (bottom + halfLine));
    for (const point of factor < 1 ? points : []) Object.assign(point, { x: point.x * factor, y: point.y * factor });
    shrunk *= factor;
    pad.redraw();
  };
  const empty = (): void => {
    pad.clear();
    shrunk = 1;
  };
  const isMark = (): boolean => {
    const { left, top, right, bottom } = boxOf(pointsOf(pad));
    const side = Math.max(right - left, bottom - top);
    return lengthOf(pad) >= least.length * shrunk && side >= least.side * shrunk;
  };

  /** The library draws up to the point before the last: the last one twice gives the stroke its end. */
  const ended = (): void => {
    const points = pad.toData().at(-1)?.points ?? [];
    const last = points.at(-1);
    if (last && points.length > 1) points.push({ ...last });
    pad.redraw();
    onChange();
  };

  const observer = new ResizeObserver(fit);
  observer.observe(canvas);
  window.addEventListener('resize', fit); // zoom, and another screen: the pixels change, the size may not
  pad.addEventListener('endStroke', ended);
  fit();

  return {
    isMark,
    clear: () => {
      empty();
      onChange();
    },
    png: () => (isMark() ? pictureOf(pad) : undefined),
    detach: () => {
      observer.disconnect();
      window.removeEventListener('resize', fit);
      pad.removeEventListener('endStroke', ended);
      pad.off();
      empty();
    },
  };
}

const pointsOf = (pad: SignaturePad): BasicPoint[] => pad.toData().flatMap(({ points }) => points);

function boxOf(points: readonly BasicPoint[]): { left: number; top: number; right: number; bottom: number } {
  const [x, y] = [points.map((point) => point.x), points.map((point) => point.y)];
  return points.length
    ? { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) }
    : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** The straight lines between the points of each stroke; lifting the pen draws none. */
const stepsOf = (pad: SignaturePad): number[] =>
  pad
    .toData()
    .flatMap(({ points }) =>
      points.slice(1).map(({ x, y }, i) => Math.hypot(x - (points[i]?.x ?? x), y - (points[i]?.y ?? y))),
    );
const lengthOf = (pad: SignaturePad): number => stepsOf(pad).reduce((sum, step) => sum + step, 0);

/** Drawn anew on white, twice as fine as CSS pixels where that fits: the screen it was drawn on makes no difference. */
function pictureOf(pad: SignaturePad): string | undefined {
  const { left, top, right, bottom } = boxOf(pointsOf(pad));
  // A quick hand leaves few points, and the curve swings wide of them.
  const room = margin + Math.max(...stepsOf(pad)) / 2;
  const [width, height] = [right - left + 2 * room, bottom - top + 2 * room];
  const scale = Math.min(2, longEdge / Math.max(width, height));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
  const copy = new SignaturePad(canvas, {
    backgroundColor: '#fff',
    canvasContextOptions: { willReadFrequently: true },
  });
  copy.off();
  canvas.getContext('2d')?.setTransform(scale, 0, 0, scale, (room - left) * scale, (room - top) * scale);
  copy.fromData(pad.toData(), { clear: false });
  const found = inkOf(canvas);
  return found && pngWithin(cutTo(found, canvas, Math.floor(margin * scale)), mebibyte);
}
