import { loadImage } from '../chart-image.ts';
import { type MeetingShape, meetingShapes } from './meeting-chart.ts';

/** Twice as many pixels as the chart is wide and high, so that it is sharp on any screen. */
const scale = 2;

/**
 * A chart as a PNG.
 *
 * @param svg as `drawMeetingChart` makes it
 * @throws {Error} where the browser cannot make one
 */
export async function renderMeetingImage(svg: string, shape: MeetingShape): Promise<Blob> {
  const { width, height } = meetingShapes[shape];
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  context?.drawImage(await loadImage(svg), 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!context || !blob) throw new Error('This browser makes no PNG of a canvas.');
  return blob;
}
