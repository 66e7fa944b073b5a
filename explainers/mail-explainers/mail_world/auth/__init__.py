"""Who may say to have sent a mail: SPF, DKIM, DMARC, and the header field that tells of them.

A room that is entered only when somebody asks for it: a part of the bundle of its own. All of it
is synchronous and pure: it asks a `Resolver`'s zone, takes no time and tells nobody; the reports
hold every question, for whoever wants to let them take their time.

- `spf` (its report: `spf_report`): RFC 7208 by pyspf, term by term.
- `dkim`, `dkim_key`: RFC 6376 by dkimpy, with `ed25519` in plain Python (RFC 8032, 8463);
  `stage_keys`: what the world's own office signs with.
- `dmarc`, `dmarc_record`: RFC 9989, our own.
- `results`: Authentication-Results, RFC 8601, by authres.
- `receiving`: all of these for one mail. `lab`: the same for records that somebody pasted.
- `tags`, `fields`, `pasted`: how such texts are read; `_libraries`: how the libraries come in.
"""
