import 'server-only';
import { stringify } from 'csv-stringify/sync';
import { NextResponse } from 'next/server';

/**
 * Rows as a file for spreadsheets, which would take a text that begins like a formula for one: such a text is quoted by an
 * apostrophe (P4, https://owasp.org/www-community/attacks/CSV_Injection). Texts that are amounts are left as they are.
 */
export function csv(
  name: string,
  columns: readonly string[],
  rows: Record<string, string | number | null>[],
) {
  const text = stringify(rows, {
    columns: [...columns],
    header: true,
    // Without it, spreadsheets read accents wrongly.
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      string: (value) => (/^-?\d+(\.\d+)?$/.test(value) ? { value, escape_formulas: false } : value),
    },
  });
  return new NextResponse(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
