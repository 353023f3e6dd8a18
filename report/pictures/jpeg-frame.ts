/** A colour of the image. */
export interface Component {
  readonly id: number;
  /** Blocks in a unit of several colours, across and down. */
  readonly across: number;
  readonly down: number;
  /** Blocks that the image needs, and blocks in a row of whole units. */
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly rows: number;
}

export interface Frame {
  readonly isProgressive: boolean;
  readonly components: readonly Component[];
  readonly unitsAcross: number;
  readonly unitsDown: number;
}

export interface ScanHeader {
  readonly parts: readonly { readonly component: Component; readonly dc: number; readonly ac: number }[];
  /** First and last of the 64 values of each block. */
  readonly first: number;
  readonly last: number;
  readonly isRefining: boolean;
}

/** Most blocks of a unit. Source: T.81, B.2.3. */
const maxUnitBlocks = 10;

/**
 * A frame by its parameters: precision (1 byte), height (2), width (2), count (1), then for each component its name,
 * factors across and down (4 bits each), table. `null` for one that is none. Source: T.81, B.2.2.
 */
export function frameOf(bytes: Uint8Array, isProgressive: boolean): Frame | null {
  const [, high = 0, low = 0, far = 0, near = 0, count = 0] = bytes;
  const [height, width] = [high * 256 + low, far * 256 + near];
  if (height === 0 || width === 0 || count === 0 || count > 4 || bytes.length !== 6 + count * 3) return null;
  const named = Array.from({ length: count }, (_, index) => {
    const factors = bytes[7 + index * 3] ?? 0;
    return { id: bytes[6 + index * 3] ?? 0, across: factors >> 4, down: factors & 15 };
  });
  if (named.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) return null;
  const [mostAcross, mostDown] = [
    Math.max(...named.map((each) => each.across)),
    Math.max(...named.map((each) => each.down)),
  ];
  const [unitsAcross, unitsDown] = [Math.ceil(width / (8 * mostAcross)), Math.ceil(height / (8 * mostDown))];
  const components = named.map((each) => ({
    ...each,
    width: Math.ceil(Math.ceil((width * each.across) / mostAcross) / 8),
    height: Math.ceil(Math.ceil((height * each.down) / mostDown) / 8),
    stride: unitsAcross * each.across,
    rows: unitsDown * each.down,
  }));
  return { isProgressive, components, unitsAcross, unitsDown };
}

/**
 * A scan by its parameters: count (1 byte), for each component name and tables (4 bits each), first and last value,
 * bits that are refined and left. `null` for one that is none. Source: T.81, B.2.3.
 */
export function scanOf(bytes: Uint8Array, frame: Frame): ScanHeader | null {
  const [count = 0] = bytes;
  if (count < 1 || count > 4 || bytes.length !== 4 + count * 2) return null;
  const parts = Array.from({ length: count }, (_, index) => {
    const component = frame.components.find(({ id }) => id === bytes[1 + index * 2]);
    const tables = bytes[2 + index * 2] ?? 0;
    return component ? [{ component, dc: tables >> 4, ac: tables & 15 }] : [];
  }).flat();
  const blocks = parts.reduce((sum, { component }) => sum + component.across * component.down, 0);
  if (parts.length !== count || (count > 1 && blocks > maxUnitBlocks)) return null;
  const [first = 0, last = 0, bits = 0] = bytes.subarray(1 + count * 2);
  if (!frame.isProgressive) return { parts, first: 0, last: 63, isRefining: false };
  const isFit = first <= last && last <= 63 && (first === 0 ? last === 0 : count === 1);
  return isFit ? { parts, first, last, isRefining: bits >> 4 !== 0 } : null;
}
