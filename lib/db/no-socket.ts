/**
 * Stands where the transport of Supabase's realtime would: we never open a socket, and plain Node 20 has none to offer,
 * without which supabase-js refuses to be constructed.
 */
export class NoSocket {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly readyState = 3;
  readonly protocol = '';
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;

  readonly url: string;

  constructor(address: string | URL) {
    this.url = String(address);
  }

  close() {
    return undefined;
  }

  send() {
    throw new Error('Tandem does not use realtime.');
  }

  addEventListener() {
    return undefined;
  }

  removeEventListener() {
    return undefined;
  }
}
