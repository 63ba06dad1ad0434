const two = (number: number) => String(number).padStart(2, '0');

/** A moment as a `datetime-local` field takes it: the reader's own clock, to the minute. */
export function toField(moment: Date | null): string {
  if (moment === null) return '';
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** What a `datetime-local` field holds; nothing when it is empty or not a time. */
export function fromField(text: string): Date | null {
  const moment = new Date(text);
  return text === '' || Number.isNaN(moment.getTime()) ? null : moment;
}
