/** `20260131-174500-1f3a`: the time in UTC, so that ids sort by age, and four hex digits against a tie. */
export function newReleaseId(wall: number, random: () => number): string {
  const [date = "", time = ""] = new Date(wall).toISOString().split("T");
  const suffix = Math.floor(random() * 0x1_00_00)
    .toString(16)
    .padStart(4, "0");
  return `${date.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${suffix}`;
}
