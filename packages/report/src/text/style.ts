import picocolors from "picocolors";

/** How text is dressed. Without it: no colour codes. */
export interface TextStyle {
  readonly colour?: boolean;
}

type Paint = (text: string) => string;

/** Meaning to colour, so that no other file names a colour. */
export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
  readonly name: Paint;
  readonly heading: Paint;
  readonly aside: Paint;
}

/** The colours of meaning, or none at all. */
export function paletteOf(style: TextStyle = {}): Palette {
  const colours = picocolors.createColors(style.colour === true);
  return {
    good: colours.green,
    bad: colours.red,
    warning: colours.yellow,
    name: colours.cyan,
    heading: colours.bold,
    aside: colours.dim,
  };
}
