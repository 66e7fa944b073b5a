"""Real TLS for the world, and certificates: a part of its own, loaded only where it is looked at.

- `der`, `certificate`, `names`, `chain`, `errors`: X.509 read and judged (RFC 5280, RFC 9525).
- `authority`: the world's own certificates, the same bytes every time.
- `connection`: TLS 1.2 and 1.3 by tlslite-ng in the shape of Python's ssl; `chacha` makes it quick
  and `_library` imports it.
- `seen`: what somebody on the way reads in the records; `stage`: all of it in a run of the world.
"""
