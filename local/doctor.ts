import { pathToFileURL } from 'node:url';
import { checkCrons } from './doctor/app';
import { checkDatabase } from './doctor/database';
import { checkEnvironment, checkNode } from './doctor/environment';
import { lineOf, type Finding } from './doctor/report';
import { checkStripe } from './doctor/stripe';
import { findTarget, supabaseOf, type Variables } from './doctor/target';
import { Refusal } from './settings';

/** Looks at everything that the app needs, with one finding for each. All it sets going is one round of the sync. */
export async function examine(given: Variables): Promise<Finding[]> {
  const target = findTarget(given);
  const { variables, isLocal } = target;
  const outside = await Promise.all([
    checkDatabase(supabaseOf(target), isLocal),
    checkStripe(variables),
    checkCrons(variables),
  ]);
  return [checkNode(process.version), ...checkEnvironment(variables), ...outside.flat()];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const findings = await examine(process.env);
    for (const finding of findings) console.log(lineOf(finding));
    const faults = findings.filter((finding) => finding.is === 'wrong').length;
    console.log(faults === 0 ? '\nNothing is wrong.' : `\nTo mend: ${faults}.`);
    process.exitCode = faults === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
