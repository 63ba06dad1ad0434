/** A connection of postgres.js. */
type Connection = {
  unsafe(text: string, values: string[], options: { prepare: boolean }): Promise<unknown>;
};

/** What Supabase Lite says before a query: that a transaction begins, who asks, and how. */
const PREFACE = /^(begin$|set local |select set_config\()/i;
/** Calls of functions: of few different texts, so that a connection can remember all of them. */
const CALL = /^select \* from [\w.]+\(/;

/**
 * Lets a connection send what Supabase Lite says before a query together with that query. Lite waits for the answer to each of
 * a dozen small statements, which takes longer than the query itself. When one of them is refused, PostgreSQL refuses the query
 * too, and the first reason is told.
 */
export function pipelined(driver: { reserve(): Promise<Connection> }) {
  const reserve = driver.reserve.bind(driver);
  const reservePipelined = async () => {
    const connection = await reserve();
    const unsafe = connection.unsafe.bind(connection);
    let refused: unknown;
    const say = (text: string, values: string[]) => {
      const isPreface = PREFACE.test(text);
      // Values of a statement that is not prepared are described by the database first; nothing else is sent meanwhile.
      const said = unsafe(text, values, { prepare: values.length > 0 && (isPreface || CALL.test(text)) });
      if (!isPreface)
        return said.catch((error: unknown) => {
          throw refused ?? error;
        });
      if (text === 'begin') refused = undefined;
      said.catch((error: unknown) => {
        refused ??= error;
      });
      return Promise.resolve([]);
    };
    return Object.defineProperty(connection, 'unsafe', { value: say });
  };
  Object.defineProperty(driver, 'reserve', { value: reservePipelined });
}
